#pragma once

#include "sync/sync_run.h"

namespace connections::sync {

/// Two connections of a workspace with one label would read each other's mails. kLabelConflict, and a critical
/// `label_isolation_violation` in the log, if another one of the same kind of source watches `label`.
[[nodiscard]] Result<void> refuse_shared_label(const std::vector<store::Connection>& all, const store::Connection& own,
                                               const std::string& label);

/// Keeps what the source says of the label: its id, when it was seen, and its new name if it was renamed. Both a
/// rename and a label made anew are reported, in the log and in the stats. Errors: kLabelConflict if the new name is
/// another connection's, those of the store.
[[nodiscard]] Result<void> keep_label(const SyncRun& run, const store::Connection& connection,
                                      const source::VerifiedLabel& seen, SyncStats& stats);

}  // namespace connections::sync
