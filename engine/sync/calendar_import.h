#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/book/feed_words.h"
#include "sync/calendar_refresh.h"
#include "sync/solve_workspace.h"

namespace connections::sync {

/// What a person says of a feed. All but the place may be empty for a feed that is known.
struct ImportRequest {
  std::string place;  ///< where its text comes from: an absolute path, or an https URL; identifies the feed
  std::string platform;
  std::string property;
  std::vector<std::string> listings;  ///< ids or names of the listing on its platform, as mails call it
  std::string time_zone;              ///< of the property
};

/// Checks what can be checked before the text is fetched: kInvalidArgument for an unknown time zone.
[[nodiscard]] Result<void> check_import(const ImportRequest& request);

/// Lays a feed's text over the feed of that place, which is made on first use, then decides everything open again. The
/// listing's id that the address says is learned. After the first import of a feed, when other calendars may follow,
/// days alone decide only for a listing that is known; the next sync or import decides the rest. Errors: kFeedInvalid
/// (nothing was changed), kInvalidArgument (a new feed without platform or property; an unknown time zone), those of
/// the store.
[[nodiscard]] Result<Acted<CalendarChange>> import_calendar(const DecideContext& context, const ImportRequest& request,
                                                            std::string_view ics, const rules::FeedWords& words);

}  // namespace connections::sync
