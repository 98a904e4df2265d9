#include "server/api/route.h"

#include <algorithm>

#include "server/api/repeatable.h"

namespace connections::server {

std::string_view name(Access access) noexcept {
  static constexpr std::array<std::string_view, 7> kNames{
      "everyone", "Google", "holder of the address", "reader", "operator", "owner", "owner"};
  return kNames[static_cast<std::size_t>(access)];
}

std::vector<std::string_view> errors_of(const Route& route) {
  std::vector<std::string_view> all;
  const auto add = [&](std::string_view code) {
    if (!code.empty() && std::ranges::find(all, code) == all.end()) all.push_back(code);
  };
  if (needs_key(route.access))
    for (const std::string_view code : {"UNAUTHORIZED", "FORBIDDEN", "BUSY", "STORE_UNAVAILABLE"}) add(code);
  if (is_repeatable(route))
    for (const std::string_view code : {"BAD_REQUEST", "IDEMPOTENCY_KEY_REUSED", "REQUEST_IN_PROGRESS"}) add(code);
  if (!route.any_query) add("INVALID_FIELDS");
  if (!route.body.empty())
    for (const std::string_view code : {"BAD_REQUEST", "LIMIT_EXCEEDED", "UNSUPPORTED_MEDIA_TYPE"}) add(code);
  for (const std::string_view code : route.errors) add(code);
  return all;
}

std::vector<std::string_view> places_of(std::string_view path) {
  std::vector<std::string_view> places;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1))
    places.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
  return places;
}

}  // namespace connections::server
