#include "server/api/replies.h"

#include "server/api/etag.h"
#include "server/api/fields.h"
#include "server/api/repeatable.h"

namespace connections::server {
namespace {

/// The media type of "application/json; charset=utf-8".
bool is_json(std::string_view header) {
  constexpr std::string_view kJson = "application/json";
  return header.starts_with(kJson) &&
         (header.size() == kJson.size() || header[kJson.size()] == ';' || header[kJson.size()] == ' ');
}

/// The body as the route wants it. Nothing: the reply says what is wrong.
std::optional<HttpReply> take_body(Call& call) {
  if (!is_json(call.request.header("content-type")))
    return error_reply(415, "UNSUPPORTED_MEDIA_TYPE", "the body must be application/json");
  call.body = nlohmann::json::parse(call.request.body, nullptr, false);
  if (call.body.is_discarded()) return error_reply(400, "BAD_REQUEST", "the body is not JSON");
  const auto errors = check_body(call.body, *view::find_schema(call.route.body));
  if (!errors.empty()) return invalid_fields(errors);
  return std::nullopt;
}

}  // namespace

HttpReply answer_call(Call& call) {
  if (!call.route.any_query)
    if (const auto errors = check_query(call.request.query, call.route); !errors.empty()) return invalid_fields(errors);
  if (!call.route.body.empty())
    if (auto wrong = take_body(call)) return std::move(*wrong);
  HttpReply reply = answer_once(call);
  if (!call.caller.key.empty()) add_etag(call.request, reply);
  return reply;
}

HttpReply forbidden() { return error_reply(403, name(Errc::kForbidden), "the API key does not give access to this"); }

HttpReply refused(const Error& error) { return error.code == Errc::kNotFound ? forbidden() : error_reply(error); }

}  // namespace connections::server
