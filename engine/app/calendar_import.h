#pragma once

#include "app/context.h"
#include "app/store_session.h"
#include "sync/calendar_import.h"

namespace connections::app {

/// Imports an .ics from a file or an https URL (sync/calendar_import.h). `request.place` is as typed. Errors: those of
/// sync::import_calendar and of fetching: nothing was changed.
[[nodiscard]] Result<sync::Acted<sync::CalendarChange>> import_calendar(Context& context, StoreSession& session,
                                                                        const sync::ImportRequest& request,
                                                                        Instant now);

}  // namespace connections::app
