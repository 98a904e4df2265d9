#include "calendar/listing_address.h"

#include <algorithm>

namespace connections::calendar {

std::optional<std::string> listing_of_address(std::string_view url) {
  static constexpr std::string_view kPath = "/calendar/ical/";
  static constexpr std::size_t kMostDigits = 20;
  const auto path = url.find(kPath);
  if (url.find("://") == std::string_view::npos || path == std::string_view::npos) return std::nullopt;
  const std::string_view name = url.substr(path + kPath.size());
  const std::string_view id = name.substr(0, name.find(".ics"));
  const bool digits = std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
  if (id.empty() || id.size() == name.size() || id.size() > kMostDigits || !digits) return std::nullopt;
  return std::string(id);
}

}  // namespace connections::calendar
