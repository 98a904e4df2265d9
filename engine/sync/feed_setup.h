#pragma once

#include <string>
#include <vector>

#include "sync/feed_refresh.h"

namespace connections::sync {

/// What a person says of a feed. All but the place may be empty for a feed that is known.
struct FeedDescription {
  std::string place;  ///< an https URL, or the absolute path of an .ics file
  std::string platform = {};
  std::string property = {};
  std::vector<std::string> listings = {};  ///< ids or names of the listing on its platform, as mails call it
  std::string time_zone = {};              ///< of the property
};

struct ImportedFeed {
  FeedId feed;
  CalendarChange change;
};

/// Reads a place into its feed, which is made on first use; nothing is made if it cannot be fetched. The listing's id
/// that the address says is learned. Errors: kFeedInvalid and those of fetching: nothing was changed; kInvalidArgument
/// for an unknown time zone, or a new feed without a platform or property.
[[nodiscard]] Result<ImportedFeed> import_place(const FeedReading& reading, const WorkspaceId& workspace,
                                                FeedDescription wanted, Instant now);

}  // namespace connections::sync
