#pragma once

#include <expected>
#include <string>
#include <string_view>

#include <libical/ical.h>

#include "calendar/event.h"
#include "calendar/read/local_day.h"
#include "rules/book/feed_words.h"

namespace connections::calendar {

struct ReadEvent {
  Event event;
  bool made_uid = false;  ///< the event had none
  int sequence = 0;       ///< SEQUENCE: of two events with one UID the higher is the newer
};

/// What all events of a feed are read with.
struct EventContext {
  std::string_view platform;
  const rules::FeedWords& words;
  std::string_view property;  ///< as the host calls it
  std::string calendar;       ///< the calendar's own name
  LocalZone zone;
  bool all_cancelled = false;  ///< the calendar says METHOD:CANCEL
};

/// Reads one VEVENT.
[[nodiscard]] std::expected<ReadEvent, Skipped> read_event(icalcomponent* component, const EventContext& context);

}  // namespace connections::calendar
