#include "calendar/read/feed_reader.h"

#include <fmt/format.h>

#include "calendar/limits.h"
#include "calendar/read/component.h"
#include "calendar/read/content_lines.h"
#include "calendar/read/envelope.h"
#include "calendar/read/event_reader.h"
#include "calendar/read/unfold.h"
#include "calendar/read/uniqueness.h"
#include "model/value.h"

namespace connections::calendar {
namespace {

constexpr const char* kHint = "nothing was changed; if the calendar is really empty, remove the feed instead";

void skip_others(icalcomponent* calendar, Feed& feed) {
  for (const auto kind : {ICAL_VTODO_COMPONENT, ICAL_VJOURNAL_COMPONENT, ICAL_VFREEBUSY_COMPONENT})
    for (icalcomponent* other = icalcomponent_get_first_component(calendar, kind); other != nullptr;
         other = icalcomponent_get_next_component(calendar, kind))
      feed.skipped.push_back({text_of(other, ICAL_UID_PROPERTY).substr(0, kMaxUidBytes), SkipReason::kNotAnEvent,
                              fmt::format("A {} is not a stay", icalcomponent_kind_to_string(kind))});
}

/// The zone of the property, which the feed keeps if it is one.
LocalZone zone_of(icalcomponent* calendar, const ReadOptions& options, Feed& feed) {
  const std::string name =
      options.time_zone.empty() ? text_of_x(calendar, "X-WR-TIMEZONE") : std::string(options.time_zone);
  const LocalZone zone = LocalZone::named(name).value_or(LocalZone());
  if (zone.known() && feed.time_zone.empty()) feed.time_zone = name;
  return zone;
}

void read_calendar(icalcomponent* calendar, const ReadOptions& options, Feed& feed, std::vector<ReadEvent>& read) {
  const EventContext context{.platform = options.platform,
                             .words = options.words,
                             .property = options.property,
                             .calendar = text_of_x(calendar, "X-WR-CALNAME"),
                             .zone = zone_of(calendar, options, feed),
                             .all_cancelled = fold(text_of(calendar, ICAL_METHOD_PROPERTY)) == "cancel"};
  for (icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event != nullptr;
       event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    auto one = read_event(event, context);
    if (one) {
      read.push_back(std::move(*one));
    } else {
      feed.skipped.push_back(std::move(one.error()));
    }
  }
  skip_others(calendar, feed);
}

/// Several calendars in one file come below a root of libical's own.
void read_root(icalcomponent* root, const ReadOptions& options, Feed& feed, std::vector<ReadEvent>& read) {
  if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) return read_calendar(root, options, feed, read);
  for (icalcomponent* calendar = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT); calendar != nullptr;
       calendar = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT))
    read_calendar(calendar, options, feed, read);
}

}  // namespace

Result<Feed> read_feed(std::string_view ics, const ReadOptions& options) {
  if (ics.size() > kMaxFeedBytes)
    return fail(Errc::kLimitExceeded, fmt::format("The feed is larger than {} bytes", kMaxFeedBytes), "",
                "nothing was changed");
  const std::string text = unfold(ics);
  const auto envelope = TRY(check_envelope(text));
  if (envelope.events == 0)
    return fail(Errc::kFeedInvalid, "The feed is a valid calendar without any event", "", kHint);
  const ComponentPtr root = parse_component(needed_lines(text));
  if (!root) return fail(Errc::kFeedInvalid, "The feed cannot be read as a calendar", "", "nothing was changed");
  Feed feed{.platform = std::string(options.platform), .events = {}, .skipped = {}};
  std::vector<ReadEvent> read;
  read_root(root.get(), options, feed, read);
  if (read.size() + feed.skipped.size() != envelope.events + envelope.others)
    return fail(Errc::kFeedInvalid, "The feed's components cannot all be read", "", "nothing was changed");
  if (read.empty())
    return fail(
        Errc::kFeedInvalid,
        fmt::format("None of the feed's {} events can be used: {}", envelope.events, feed.skipped.front().message), "",
        "nothing was changed");
  add_unique(std::move(read), feed);
  return feed;
}

}  // namespace connections::calendar
