#include "server/api/etag.h"

#include <nlohmann/json.hpp>

#include "secrets/digest.h"
#include "server/http/problem.h"
#include "view/json_text.h"

namespace connections::server {
namespace {

/// Whether a list like `"a", W/"b"` or `*` names the tag.
bool names(std::string_view header, std::string_view tag) {
  return header == "*" || header.find(tag) != std::string_view::npos;
}

std::string tag_of(std::string_view text) { return "\"" + secrets::sha256_hex(text).substr(0, 32) + "\""; }

/// Gives the reply its tag, and makes it 304 if the request has it already.
void add_tag(const HttpRequest& request, HttpReply& reply, const std::string& tag) {
  reply.headers.emplace_back("ETag", tag);
  const std::string_view known = request.header("if-none-match");
  if (known.empty() || !names(known, tag)) return;
  reply.status = 304;
  reply.body = nullptr;
  reply.text.clear();
}

}  // namespace

std::string etag_of(const nlohmann::ordered_json& document) { return tag_of(view::to_line(document)); }

void add_etag(const HttpRequest& request, HttpReply& reply) {
  if (request.method != "GET" || reply.status != 200 || reply.body.is_null()) return;
  reply.headers.emplace_back("Cache-Control", "private, no-cache");
  add_tag(request, reply, etag_of(reply.body));
}

void add_text_etag(const HttpRequest& request, HttpReply& reply) {
  if (reply.status == 200) add_tag(request, reply, tag_of(reply.text));
}

std::optional<HttpReply> check_if_match(const HttpRequest& request, const nlohmann::ordered_json& document) {
  const std::string_view wanted = request.header("if-match");
  if (wanted.empty())
    return error_reply(428, "PRECONDITION_REQUIRED", "the request needs an If-Match header",
                       "send the ETag of the document that the decision is about");
  if (names(wanted, etag_of(document))) return std::nullopt;
  HttpReply reply = error_reply(412, "PRECONDITION_FAILED", "it has changed since it was read",
                                "read it again; `current` is what it is now");
  reply.body["current"] = document;
  reply.headers.emplace_back("ETag", etag_of(document));
  return reply;
}

}  // namespace connections::server
