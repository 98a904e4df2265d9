#pragma once

#include "sync/sync_run.h"

namespace connections::sync {

/// Keeps what the source says of the label: its id, when it was seen, and its new name if it was renamed. Both a
/// rename and a label made anew are reported, in the log and in the stats. Errors: kLabelConflict if the new name is
/// another connection's, those of the store.
[[nodiscard]] Result<void> keep_label(const SyncRun& run, const store::Connection& connection,
                                      const source::VerifiedLabel& seen, SyncStats& stats);

}  // namespace connections::sync
