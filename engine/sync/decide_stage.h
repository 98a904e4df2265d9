#pragma once

#include "model/decision.h"
#include "sync/read_stage.h"
#include "sync/sync_run.h"

namespace connections::sync {

/// Matches what was read with the workspace's bookings and acts on it, in one transaction: UPDATE of a booking with
/// its change row, or a review item, and the mail's new stage. A booking that changed meanwhile is weighed again.
[[nodiscard]] Result<Decision> decide_and_apply(const SyncRun& run, const store::Connection& connection,
                                                const MessageId& message, const ReadMail& read);

}  // namespace connections::sync
