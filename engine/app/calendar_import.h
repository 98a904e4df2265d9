#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "app/store_session.h"
#include "sync/calendar_refresh.h"

namespace connections::app {

/// What a person says of a feed. All but the place may be empty for a feed that is known.
struct ImportRequest {
  std::string place;  ///< an .ics file, or an https URL
  std::string platform;
  std::string property;
  std::vector<std::string> listings;  ///< ids or names of the listing on its platform, as mails call it
  std::string time_zone;              ///< of the property
};

/// Imports an .ics from a file or an https URL into the feed of that place, which is made on first use. The listing's
/// id that the address says is learned. Errors: kFeedInvalid and those of fetching: nothing was changed;
/// kInvalidArgument for an unknown time zone.
[[nodiscard]] Result<sync::CalendarChange> import_calendar(Context& context, StoreSession& session,
                                                           const ImportRequest& request, Instant now);

}  // namespace connections::app
