#include "server/api/router.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "secrets/api_key.h"
#include "server/api/fields.h"
#include "server/api/replies.h"
#include "server/api/start_link.h"
#include "server/http/problem.h"
#include "store/sql/uuid.h"

namespace connections::server {
namespace {

constexpr std::string_view kBearer = "Bearer ";

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> parts;
  for (path.remove_prefix(1);;) {
    const auto slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

bool is_place(std::string_view segment) { return segment.starts_with('{'); }

/// What the places of the pattern match; nothing if the path is another one.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  const auto wanted = segments(pattern), got = segments(path);
  if (wanted.size() != got.size()) return std::nullopt;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (is_place(wanted[i]) && !got[i].empty())
      places.emplace_back(got[i]);
    else if (wanted[i] != got[i])
      return std::nullopt;
  }
  return places;
}

std::string_view pattern_of(const Api& api, const Route& route) {
  if (route.path != kWatchPath) return route.path;
  return api.push == nullptr ? "/" : std::string_view(api.push->path);
}

bool is_there(const Api& api, const Route& route) { return route.path != kWatchPath || api.push != nullptr; }

HttpReply unauthorised() {
  return error_reply(401, "UNAUTHORIZED", "an API key of the workspace is required",
                     "connections workspace key create NAME makes one; send it as 'Authorization: Bearer KEY'");
}

HttpReply too_many(std::chrono::seconds wait) {
  HttpReply reply = error_reply(429, "BUSY", "too many requests", fmt::format("wait {} s", wait.count()));
  reply.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  return reply;
}

bool may(store::KeyRole role, Access access) {
  switch (access) {
    case Access::kReader:
      return true;
    case Access::kOperator:
      return role >= store::KeyRole::kOperator;
    default:
      return role == store::KeyRole::kOwner;
  }
}

/// Whose key the request has; nothing: none that is valid.
Result<std::optional<store::KeyGrant>> holder(const Api& api, const HttpRequest& request) {
  const std::string_view header = request.header("authorization");
  if (!header.starts_with(kBearer)) return std::nullopt;
  const std::string hash = secrets::api_key_hash(header.substr(kBearer.size()));
  return api.runner.database.as_owner(
      [&](store::Transaction& owner) { return store::use_api_key(owner, hash, api.runner.now()); });
}

}  // namespace

HttpReply Router::answer(const HttpRequest& request) {
  std::string allowed;
  for (const Route& route : all_routes()) {
    if (!is_there(api_, route)) continue;
    auto places = match(pattern_of(api_, route), request.path);
    if (!places) continue;
    if (route.method == request.method) return timed(request, route, std::move(*places));
    allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
  }
  if (allowed.empty()) return error_reply(404, "NOT_FOUND", "no such path");
  HttpReply reply = error_reply(405, "METHOD_NOT_ALLOWED", "this path takes " + allowed);
  reply.headers.emplace_back("Allow", allowed);
  return reply;
}

HttpReply Router::timed(const HttpRequest& request, const Route& route, std::vector<std::string> places) {
  const auto begun = std::chrono::steady_clock::now();
  HttpReply reply = admit(request, route, std::move(places));
  Metrics* const metrics = api_.runner.metrics;
  if (metrics == nullptr) return reply;
  const std::string label = fmt::format("{} {}", route.method, route.path);
  metrics->count(Metric::kHttpRequests, {label, std::to_string(reply.status)});
  metrics->observe(Metric::kHttpSeconds, {label},
                   std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  return reply;
}

HttpReply Router::admit(const HttpRequest& request, const Route& route, std::vector<std::string> places) {
  Call call{.api = api_, .request = request, .route = route, .caller = {}, .places = std::move(places), .body = {}};
  const auto now = api_.steady_now();
  if (!needs_key(route.access)) {
    HttpReply reply = answer_call(call);
    const bool guessed = route.access == Access::kToken && reply.status == 404;
    const auto wait = guessed ? of_strangers_.take(request.address, now) : std::nullopt;
    return wait ? too_many(*wait) : reply;
  }
  const auto link = route.access == Access::kOwnerOrLink ? request.parameter("link") : std::nullopt;
  const auto grant = link ? open_start_link(api_, *link, call.id()) : holder(api_, request);
  if (!grant) return error_reply(grant.error());
  if (!*grant) {
    const auto wait = of_strangers_.take(request.address, now);
    return wait ? too_many(*wait) : unauthorised();
  }
  call.caller = **grant;
  if (const auto wait = of_keys_.take(call.caller.key, now)) return too_many(*wait);
  if (!may(call.caller.role, route.access))
    return error_reply(403, "FORBIDDEN",
                       fmt::format("this needs a key with the role '{}'; this key is '{}'", name(route.access),
                                   store::name(call.caller.role)));
  if (!std::ranges::all_of(call.places, store::is_uuid)) return forbidden();
  return answer_call(call);
}

}  // namespace connections::server
