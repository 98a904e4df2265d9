#include "app/config_server.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace connections::app {
namespace {

/// "127.0.0.1:8080", "[::1]:8080".
Result<void> read_listen(const ConfigTree& section, ServerConfig& server) {
  const auto text = section.text("listen");
  if (!text) return {};
  const auto colon = text->rfind(':');
  std::string host = text->substr(0, colon == std::string::npos ? 0 : colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  int port = -1;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data() + (colon == std::string::npos ? 0 : colon + 1), end, port);
  if (colon == std::string::npos || host.empty() || error != std::errc{} || stop != end || port < 0 || port > 65'535)
    return fail(Errc::kConfigInvalid, fmt::format("'listen' must be HOST:PORT, not '{}'", *text),
                section.section("listen").place());
  server.host = std::move(host);
  server.port = port;
  return {};
}

}  // namespace

Result<void> read_server(const ConfigTree& section, ServerConfig& server) {
  TRY(section.only({"listen", "sync_minutes", "workers"}));
  TRY(read_listen(section, server));
  constexpr double kLeast = 0.05, kMost = 1440;  // three seconds, for tests and demonstrations; a day
  TRY(section.number("sync_minutes", kLeast, kMost, server.sync_minutes));
  double workers = static_cast<double>(server.workers);
  TRY(section.number("workers", 1, 32, workers));
  server.workers = static_cast<std::size_t>(workers);
  return {};
}

Result<void> read_watch(const ConfigTree& section, WatchConfig& watch) {
  TRY(section.only({"topic", "path", "audience", "service_account", "jwks_url"}));
  const auto take = [&](const char* key, std::string& out) { out = section.text(key).value_or(out); };
  take("topic", watch.topic);
  take("path", watch.path);
  take("audience", watch.audience);
  take("service_account", watch.service_account);
  take("jwks_url", watch.jwks_url);
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
           c == '_';
  };
  if (!watch.path.starts_with('/') || watch.path == "/health" || !std::ranges::all_of(watch.path, plain))
    return fail(Errc::kConfigInvalid, "'path' must begin with / and be plain letters, digits, - and _ of its own",
                section.section("path").place());
  if (!watch.audience.empty() && watch.service_account.empty())
    return fail(Errc::kConfigInvalid, "'audience' needs 'service_account': who signs is checked as well as for whom",
                section.place());
  return {};
}

}  // namespace connections::app
