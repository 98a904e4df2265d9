#pragma once

#include <string_view>

#include "calendar/event.h"
#include "model/error.h"

namespace connections::calendar {

/// Reads an .ics feed. Days are the ones written, in the event's own zone: nothing is converted, so a
/// check-in never shifts. `platform` is the feed's: "airbnb", "vrbo", "booking", "pms", or one of rules alone.
///
/// Errors: kFeedInvalid (empty, an HTML page, no VCALENDAR, cut off before END:VCALENDAR, no event, or no
/// event that can be used) and kLimitExceeded. All of them mean: nothing was changed. Pure; any thread.
[[nodiscard]] Result<Feed> read_feed(std::string_view ics, std::string_view platform);

}  // namespace connections::calendar
