#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/openapi.h"
#include "server/api/replies.h"

namespace connections::server::handlers {

HttpReply process_health(const Call& call) {
  const ProcessHealth now = call.api.health();
  return {.status = now.able() ? 200 : 503, .body = to_json(now)};
}

HttpReply alive(const Call&) { return {.body = {{"alive", true}}}; }

HttpReply ready(const Call& call) {
  const bool able = call.api.health().able();
  return {.status = able ? 200 : 503, .body = {{"ready", able}}};
}

HttpReply metrics(const Call& call) {
  return {.content_type = std::string(Metrics::kContentType), .text = call.api.metrics()};
}

HttpReply openapi(const Call&) { return {.body = server::openapi(all_routes())}; }

HttpReply problem_code(const Call& call) {
  const ProblemCode* known = find_problem(call.id());
  if (known == nullptr) return error_reply(404, "NOT_FOUND", "no such code");
  return {.body = {{"code", known->code}, {"status", known->status}, {"title", known->title}}};
}

HttpReply push(const Call& call) { return receive_push(call.api.runner, *call.api.push, call.request); }

}  // namespace connections::server::handlers
