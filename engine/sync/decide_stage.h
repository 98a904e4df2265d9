#pragma once

#include <optional>

#include "sync/decide_context.h"
#include "sync/sync_stats.h"

namespace connections::sync {

/// Decides every mail of the workspace that is not decided for good, all at once, and acts on it: UPDATE of a
/// booking with its change row, a name taken back, or a review item, and the mail's stage. Up to context.batch outcomes
/// in one transaction; where that fails each in one of its own. An outcome that changes nothing writes nothing. When a
/// booking changed meanwhile, all is decided again. Errors: those of the store; a failed mail stays open.
[[nodiscard]] Result<void> decide_open_mails(const DecideContext& context, const std::optional<SyncRunId>& run_id,
                                             SyncStats& stats);

}  // namespace connections::sync
