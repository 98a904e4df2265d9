#pragma once

#include "app/context.h"
#include "app/store_session.h"
#include "sync/feeds/feed_setup.h"

namespace connections::app {

/// Imports an .ics from a file or an https URL into the feed of that place, as sync::import_place does. `wanted.place`
/// is as typed.
[[nodiscard]] Result<sync::Acted<sync::ImportedFeed>> import_calendar(Context& context, StoreSession& session,
                                                                      const sync::FeedDescription& wanted, Instant now);

}  // namespace connections::app
