#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/print_json.h"
#include "server/api/openapi.h"
#include "view/table.h"

namespace connections::app {
namespace {

int run_routes(Context&, const Arguments& arguments) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  view::Table table({"method", "path", "for"});
  for (const server::Route& route : server::all_routes()) {
    rows.push_back({{"method", route.method},
                    {"path", route.path},
                    {"for", server::name(route.access)},
                    {"summary", route.summary}});
    table.add({std::string(route.method), std::string(route.path), std::string(server::name(route.access))});
  }
  if (arguments.has(kJsonArray))
    print_json(rows);
  else
    fmt::print("{}", table.to_string());
  return kDone;
}

int run_openapi(Context&, const Arguments&) {
  print_json(server::openapi(server::all_routes()));
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "api", .summary = "The HTTP API of connections serve"},
    {.path = "api routes",
     .summary = "Every route, and the role that a key needs for it",
     .options = {&kJsonArray},
     .examples = "Example:  connections api routes --json",
     .run = run_routes},
    {.path = "api openapi",
     .summary = "The API as an OpenAPI 3.1 document, as GET /openapi.json gives it",
     .examples = "Example:  connections api openapi > openapi.json",
     .run = run_openapi},
};

}  // namespace

std::span<const Command> api_commands() { return kCommands; }

}  // namespace connections::app
