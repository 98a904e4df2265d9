// The process itself: health, figures, the API's own document.
#include "server/api/handlers.h"
#include "server/api/routes/route_table.h"

namespace connections::server {
namespace {

constexpr Route kRoutes[]{
    {.method = "GET",
     .path = "/health",
     .access = Access::kPublic,
     .summary = "Database, rule book, refused parsers, connections in error; 503 if the database is away",
     .reply = "ProcessHealth",
     .answer = handlers::process_health},
    {.method = "GET",
     .path = "/healthz",
     .access = Access::kPublic,
     .summary = "The process answers",
     .reply = "Alive",
     .answer = handlers::alive},
    {.method = "GET",
     .path = "/readyz",
     .access = Access::kPublic,
     .summary = "The process can work; 503 if the database is away",
     .reply = "Ready",
     .answer = handlers::ready},
    {.method = "GET",
     .path = "/metrics",
     .access = Access::kPublic,
     .summary = "Figures in the text format of Prometheus; no names, ids or addresses",
     .reply = "text/plain",
     .answer = handlers::metrics},
    {.method = "GET",
     .path = "/openapi.json",
     .access = Access::kPublic,
     .summary = "This API as an OpenAPI 3.1 document",
     .reply = "any",
     .answer = handlers::openapi},
    {.method = "GET",
     .path = "/problems/{code}",
     .access = Access::kPublic,
     .summary = "What a code of an error reply means",
     .reply = "ProblemCode",
     .errors = {"NOT_FOUND"},
     .answer = handlers::problem_code},
    {.method = "POST",
     .path = kWatchPath,
     .access = Access::kGoogle,
     .summary = "Notifications of Gmail through Pub/Sub, if configured",
     .status = 204,
     .any_query = true,
     .answer = handlers::push},
};

}  // namespace

std::span<const Route> process_routes() noexcept { return kRoutes; }

}  // namespace connections::server
