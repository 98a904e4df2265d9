#pragma once

#include "sync/feeds/calendar_import.h"
#include "sync/feeds/feed_refresh.h"

namespace connections::sync {

/// Reads a place into its feed and decides everything open again, see import_calendar(); nothing is made if it cannot
/// be fetched. Errors: those of fetching and of import_calendar.
[[nodiscard]] Result<Acted<ImportedFeed>> import_place(const FeedReading& reading, const DecideContext& context,
                                                       const FeedDescription& wanted);

}  // namespace connections::sync
