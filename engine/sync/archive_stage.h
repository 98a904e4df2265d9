#pragma once

#include "sync/sync_run.h"

namespace connections::sync {

/// Brings the label's new mails onto the tape and reads them, a batch at a time: first their bytes, in one commit, then
/// what parsing and reading find (read_batch.h), in another, while the next batch is fetched. A mail that no parser
/// survives is on the tape all the same. Without the connection's parser they are described only (describe_mail.h).
/// Then keeps the source's position. A mail that the source does not hand over is recorded with its reason and asked
/// for again by later runs, at growing intervals (retry_plan.h); the position moves only when every mail up to it is on
/// the tape or among those records, so that none is ever lost and one that cannot be had does not hold up the rest.
/// Errors: those of the source, kLabelConflict, kInterrupted, kIo (no reader), those of the store; then the position
/// stays.
[[nodiscard]] Result<void> archive_new_mails(const SyncRun& run, const store::Connection& connection,
                                             source::Source& source, SyncStats& stats);

}  // namespace connections::sync
