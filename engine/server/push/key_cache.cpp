#include "server/push/key_cache.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::server {
namespace {

using nlohmann::json;

constexpr std::string_view kMaxAge = "max-age=";

/// How long the response may be cached: "public, max-age=19860, must-revalidate".
std::chrono::seconds lifetime(const net::Response& response) {
  const std::string_view control = response.header("Cache-Control").value_or("");
  const auto at = control.find(kMaxAge);
  if (at == std::string_view::npos) return KeyCache::kDefaultLifetime;
  std::int64_t seconds = 0;
  const auto [end, error] =
      std::from_chars(control.data() + at + kMaxAge.size(), control.data() + control.size(), seconds);
  if (error != std::errc{}) return KeyCache::kDefaultLifetime;
  return std::clamp(std::chrono::seconds{seconds}, KeyCache::kMinLifetime, KeyCache::kMaxLifetime);
}

std::map<std::string, std::string> keys_of(const std::string& body) {
  std::map<std::string, std::string> keys;
  const json set = json::parse(body, nullptr, false);
  if (!set.is_object() || !set.contains("keys") || !set["keys"].is_array()) return keys;
  for (const json& key : set["keys"])
    if (key.is_object() && key.contains("kid") && key["kid"].is_string())
      keys[key["kid"].get<std::string>()] = key.dump(-1, ' ', false, json::error_handler_t::replace);
  return keys;
}

}  // namespace

Result<void> KeyCache::refresh(Instant now) {
  if (asked_ && *asked_ + kMinPause > now) return {};
  asked_ = now;
  const auto response = TRY(fetch_());
  auto keys = response.status == 200 ? keys_of(response.body) : std::map<std::string, std::string>{};
  if (keys.empty())
    return fail(Errc::kNetworkFailed, fmt::format("cannot fetch Google's keys: status {}", response.status));
  keys_ = std::move(keys);
  expires_ = now + lifetime(response);
  return {};
}

Result<std::string> KeyCache::find(const std::string& id, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto known = [&] { return now < expires_ ? keys_.find(id) : keys_.end(); };
  if (known() == keys_.end()) TRY(refresh(now));
  if (const auto found = known(); found != keys_.end()) return found->second;
  if (now >= expires_)
    return fail(Errc::kNetworkFailed, "cannot fetch Google's keys; the last attempt was less than a minute ago");
  return fail(Errc::kNotFound, "Google has no key with this id");
}

KeyCache::Fetch fetch_keys(net::HttpClient& http, std::string url) {
  return [&http, url = std::move(url)] {
    net::Request request;
    request.url = url;
    request.total_timeout = KeyCache::kTimeout;
    request.max_bytes = KeyCache::kMaxBytes;
    return http.send(request);
  };
}

}  // namespace connections::server
