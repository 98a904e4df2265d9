#pragma once

#include <expected>
#include <string>

#include <libical/ical.h>

#include "calendar/event.h"
#include "calendar/read/local_day.h"

namespace connections::calendar {

struct Days {
  Date check_in;
  Date check_out;
};

struct DaysRefused {
  SkipReason reason;
  std::string message;
};

/// The civil days of an event at the property. The day of a DATE-TIME is the one in its own zone (TZID or none); a UTC
/// time becomes a day of `zone`, if that is known. A feed that writes its days as midnight in UTC, at both ends, means
/// the days that are written. Without DTEND and DURATION an event takes one day.
[[nodiscard]] std::expected<Days, DaysRefused> days_of(icalcomponent* event, const LocalZone& zone);

}  // namespace connections::calendar
