#pragma once

#include "sync/sync_run.h"

namespace connections::sync {

/// Brings the label's new mails onto the tape, one commit a mail, then keeps the cursor. Mails that the source does
/// not hand over are recorded with their reason and asked for again by the next run; then the cursor stays, so that it
/// never passes a mail that is not archived. Errors: those of the source, kInterrupted, those of the store.
[[nodiscard]] Result<void> archive_new_mails(const SyncRun& run, const store::Connection& connection,
                                             source::Source& source, SyncStats& stats);

}  // namespace connections::sync
