#pragma once

#include <string_view>

#include "calendar/event.h"
#include "model/error.h"
#include "rules/book/feed_words.h"

namespace connections::calendar {

/// How a feed is read.
struct ReadOptions {
  std::string_view platform;  ///< the feed's: "airbnb", "vrbo", "booking", "pms", or one of rules alone
  const rules::FeedWords& words;
  std::string_view property = {};   ///< as the host calls it: no guest's name
  std::string_view time_zone = {};  ///< of the property, "Europe/Paris"; empty: the feed's X-WR-TIMEZONE
};

/// Reads an .ics feed. UTC times become days of the property's zone, if one is known; all other days are the ones
/// written, in the event's own zone. A zone that the system does not know counts as none.
///
/// Errors: kFeedInvalid (empty, an HTML page, no VCALENDAR, cut off before END:VCALENDAR, no event, or no
/// event that can be used) and kLimitExceeded. All of them mean: nothing was changed. Takes time linear in the bytes.
/// Pure, but for the system's zone database; any thread.
[[nodiscard]] Result<Feed> read_feed(std::string_view ics, const ReadOptions& options);

}  // namespace connections::calendar
