#include "server/api/repeatable.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "secrets/digest.h"
#include "server/api/workspace.h"
#include "server/http/problem.h"
#include "store/access/kept_reply_store.h"
#include "view/json_text.h"

namespace connections::server {
namespace {

using nlohmann::ordered_json;
using store::RepeatableRequest;

bool is_key(std::string_view key) {
  return key.size() <= kMaxIdempotencyKey && std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
}

RepeatableRequest request_of(const Call& call, std::string_view key) {
  const HttpRequest& request = call.request;
  secrets::Sha256 digest;
  const auto add = [&](std::string_view part) { digest.add(std::to_string(part.size()) + ":" + std::string(part)); };
  add(request.path);
  for (const auto& [name, value] : request.query) add(name), add(value);
  add(request.header("prefer"));
  add(request.body);
  return {.api_key = call.caller.key, .key_hash = secrets::sha256_hex(key), .request_hash = digest.hex()};
}

/// Bound to the key's digest, by which the row is found.
secrets::SecretPlace place_of(const Call& call, const RepeatableRequest& request) {
  return {
      .workspace = call.caller.workspace, .connection = {request.key_hash}, .purpose = secrets::Purpose::kKeptReply};
}

ordered_json to_json(const HttpReply& reply) {
  return {{"status", reply.status},
          {"type", reply.content_type},
          {"body", reply.body},
          {"text", reply.text},
          {"headers", reply.headers}};
}

HttpReply replayed(const ordered_json& kept) {
  HttpReply reply{.status = kept.at("status"),
                  .body = kept.at("body"),
                  .content_type = kept.at("type"),
                  .text = kept.at("text"),
                  .headers = kept.at("headers")};
  reply.headers.emplace_back("Idempotency-Replayed", "true");
  return reply;
}

HttpReply repeat(const Call& call, const RepeatableRequest& request, const store::KeptReply& kept) {
  if (kept.request_hash != request.request_hash)
    return error_reply(422, "IDEMPOTENCY_KEY_REUSED", "this Idempotency-Key came with another request before",
                       "make a new key for each request; send the same one only to try the same request again");
  if (kept.sealed.empty())
    return error_reply(409, "REQUEST_IN_PROGRESS", "the first request with this Idempotency-Key is being answered",
                       "try again in a few seconds");
  const auto opened = call.api.vault->open(kept.sealed, place_of(call, request));
  return opened ? replayed(ordered_json::parse(*opened)) : error_reply(opened.error());
}

/// A reply that cannot be kept is given all the same: what it tells is done.
void keep(const Call& call, const RepeatableRequest& request, const HttpReply& reply) {
  const auto kept = in_workspace(call, [&](store::Transaction& app) -> Result<void> {
    if (reply.status >= 400) return store::forget_request(app, request);
    const std::string text = view::to_line(to_json(reply));
    const std::string sealed = TRY(call.api.vault->seal(text, place_of(call, request), call.api.runner.now()));
    return store::keep_reply(app, request, sealed);
  });
  if (!kept) log::event(log::Channel::kSync, log::Level::kError, "reply_not_kept", {{"code", name(kept.error().code)}});
}

}  // namespace

bool is_repeatable(const Route& route) noexcept { return route.method == "POST" && needs_key(route.access); }

HttpReply answer_once(const Call& call) {
  const std::string_view key = call.request.header("idempotency-key");
  if (key.empty() || !is_repeatable(call.route) || call.api.vault == nullptr) return call.route.answer(call);
  if (!is_key(key))
    return error_reply(400, "BAD_REQUEST", "an Idempotency-Key has at most 255 visible ASCII characters");
  const RepeatableRequest request = request_of(call, key);
  const auto before = in_workspace(
      call, [&](store::Transaction& app) { return store::begin_request(app, request, call.api.runner.now()); });
  if (!before) return error_reply(before.error());
  if (*before) return repeat(call, request, **before);
  HttpReply reply = call.route.answer(call);
  keep(call, request, reply);
  return reply;
}

}  // namespace connections::server
