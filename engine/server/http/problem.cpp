#include "server/http/problem.h"

#include <algorithm>

#include "view/error_view.h"

namespace connections::server {
namespace {

constexpr ProblemCode kCodes[]{
    {"BAD_REQUEST", 400, "The request is not well-formed HTTP or JSON"},
    {"INVALID_ARGUMENT", 400, "A value of the request cannot be used"},
    {"UNAUTHORIZED", 401, "The request has no valid API key"},
    {"FORBIDDEN", 403, "The API key does not give access to this"},
    {"ADDRESS_FORBIDDEN", 422, "The URL leads to a private or local address"},
    {"NOT_FOUND", 404, "There is nothing at this path"},
    {"METHOD_NOT_ALLOWED", 405, "The path does not take this method"},
    {"CONFLICT", 409, "The thing exists already, or changed since it was read"},
    {"SYNC_IN_PROGRESS", 409, "The connection is being synced already"},
    {"LABEL_NOT_CONFIGURED", 409, "The connection has no label to watch"},
    {"LABEL_NOT_FOUND", 409, "The label does not exist in the mailbox"},
    {"LABEL_CONFLICT", 409, "Two connections of the workspace watch the same label"},
    {"invalid_grant", 409, "Google has ended the access to the mailbox: connect it again"},
    {"REQUEST_IN_PROGRESS", 409, "The first request with this Idempotency-Key is being answered"},
    {"PRECONDITION_FAILED", 412, "The thing is no longer as If-Match says"},
    {"LIMIT_EXCEEDED", 413, "The request, or what it leads to, is larger than allowed"},
    {"UNSUPPORTED_MEDIA_TYPE", 415, "The body must be application/json"},
    {"INVALID_FIELDS", 422, "Members of the body, or parameters, are wrong"},
    {"IDEMPOTENCY_KEY_REUSED", 422, "The Idempotency-Key came with another request before"},
    {"PRECONDITION_REQUIRED", 428, "The request needs an If-Match header"},
    {"BUSY", 429, "Too many requests, or too much work, in a short time"},
    {"HEADERS_TOO_LARGE", 431, "The header lines of the request are too long"},
    {"INTERNAL", 500, "The program failed; its log has the request's id"},
    {"FEED_INVALID", 502, "The calendar feed cannot be used; nothing was changed"},
    {"SOURCE_FAILED", 502, "The source of mail refused or broke"},
    {"NETWORK_FAILED", 502, "No usable answer from another server"},
    {"OVERLOADED", 503, "The server has more requests than it can queue"},
    {"STORE_UNAVAILABLE", 503, "The database does not answer"},
    {"INTERRUPTED", 503, "Stopped on request; the next run resumes"},
    {"CONFIG_INVALID", 503, "The configuration of the server lacks what this needs"},
};

HttpReply problem(int status, std::string_view title, const nlohmann::ordered_json& error) {
  return {.status = status,
          .body = view::problem_json(status, title, error),
          .content_type = "application/problem+json",
          .text = {},
          .headers = {}};
}

std::string_view title_of(std::string_view code, std::string_view otherwise) {
  const ProblemCode* known = find_problem(code);
  return known == nullptr ? otherwise : known->title;
}

}  // namespace

std::span<const ProblemCode> problem_codes() noexcept { return kCodes; }

const ProblemCode* find_problem(std::string_view code) noexcept {
  const auto* found = std::ranges::find(kCodes, code, &ProblemCode::code);
  return found == std::end(kCodes) ? nullptr : found;
}

HttpReply error_reply(int status, std::string_view code, std::string_view message, std::string_view hint) {
  return problem(status, title_of(code, message), view::error_json(code, message, {}, hint));
}

HttpReply error_reply(const Error& error) {
  const ProblemCode* known = find_problem(name(error.code));
  return problem(known == nullptr ? 500 : known->status, title_of(name(error.code), error.message),
                 view::to_json(error));
}

HttpReply invalid_fields(const std::vector<FieldError>& errors) {
  std::string message;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const FieldError& one : errors) {
    message += (message.empty() ? "" : "; ") + one.field + ": " + one.message;
    list.push_back({{"field", one.field}, {"message", one.message}});
  }
  HttpReply reply = error_reply(422, "INVALID_FIELDS", message);
  reply.body["errors"] = std::move(list);
  return reply;
}

}  // namespace connections::server
