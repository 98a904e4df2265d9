#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connections::calendar {

/// The listing's id that a feed's address says: "9912345" of https://www.airbnb.com/calendar/ical/9912345.ics?s=…
/// Addresses of other platforms hold a secret only.
[[nodiscard]] std::optional<std::string> listing_of_address(std::string_view url);

}  // namespace connections::calendar
