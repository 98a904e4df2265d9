#pragma once

#include <string>

#include "app/store_session.h"
#include "sync/calendar_refresh.h"

namespace connections::app {

/// Imports an .ics from a file or an https URL into the feed of that place, which is made on first use.
/// Errors: kFeedInvalid and those of fetching: nothing was changed.
[[nodiscard]] Result<sync::CalendarChange> import_calendar(StoreSession& session, const std::string& place,
                                                           const std::string& platform, const std::string& property,
                                                           Instant now);

}  // namespace connections::app
