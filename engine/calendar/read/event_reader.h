#pragma once

#include <expected>
#include <string_view>

#include <libical/ical.h>

#include "calendar/event.h"

namespace connections::calendar {

struct ReadEvent {
  Event event;
  int sequence = 0;  ///< SEQUENCE: of two events with one UID the higher is the newer
};

/// Reads one VEVENT. `all_cancelled`: the calendar says METHOD:CANCEL.
[[nodiscard]] std::expected<ReadEvent, Skipped> read_event(icalcomponent* event, std::string_view platform,
                                                           bool all_cancelled);

}  // namespace connections::calendar
