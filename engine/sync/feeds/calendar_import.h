#pragma once

#include <string>
#include <vector>

#include "account/feed_address.h"
#include "calendar/fetch.h"
#include "rules/book/feed_words.h"
#include "sync/feeds/calendar_refresh.h"
#include "sync/solve_workspace.h"

namespace connections::sync {

/// What a person says of a feed. All but the place may be empty for a feed that is known.
struct FeedDescription {
  std::string place;  ///< an https URL, or the absolute path of an .ics file
  std::string platform = {};
  std::string property = {};
  std::vector<std::string> listings = {};  ///< ids or names of the listing on its platform, as mails call it
  std::string time_zone = {};              ///< of the property
};

/// Checks what can be checked before the text is fetched: kInvalidArgument for an unknown time zone.
[[nodiscard]] Result<void> check_description(const FeedDescription& wanted);

struct ImportedFeed {
  FeedId feed;
  CalendarChange change;
};

/// Lays a feed's text over the feed of that address, which is made on first use, then decides everything open again.
/// The listing's id that the place says is learned. After the first import of a feed, when other calendars may follow,
/// days alone decide only for a listing that is known; the next sync or import decides the rest. Errors: kFeedInvalid
/// (nothing was changed), kInvalidArgument (a new feed without platform or property; an unknown time zone), those of
/// the store.
[[nodiscard]] Result<Acted<ImportedFeed>> import_calendar(const DecideContext& context,
                                                          const account::FeedAddress& address, FeedDescription wanted,
                                                          const calendar::FetchedFeed& fetched,
                                                          const rules::FeedWords& words);

}  // namespace connections::sync
