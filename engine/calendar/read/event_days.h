#pragma once

#include <expected>
#include <string>

#include <libical/ical.h>

#include "calendar/event.h"

namespace connections::calendar {

struct Days {
  Date check_in;
  Date check_out;
};

struct DaysRefused {
  SkipReason reason;
  std::string message;
};

/// The civil days an event is written with: the day of a DATE-TIME is the one in its own zone (TZID, UTC or
/// none), never converted. Without DTEND and DURATION an event takes one day.
[[nodiscard]] std::expected<Days, DaysRefused> days_of(icalcomponent* event);

}  // namespace connections::calendar
