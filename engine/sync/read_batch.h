#pragma once

#include <span>

#include "store/tables/mail_archive.h"
#include "sync/sync_run.h"

namespace connections::sync {

/// Reads mails that have just been archived, as many at once as there are readers, and saves what they say: gives the
/// number of commits. One whose reading is refused by the database, or that run.stop came before, stays as it is: a
/// mail whose reading was cut short, which is read alone (describe_left_over, read_guarded). Errors: those of read_mail
/// and kStoreUnavailable.
[[nodiscard]] Result<std::size_t> read_batch(const SyncRun& run, std::span<const store::ArchivedMail> mails,
                                             const std::string& platform);

}  // namespace connections::sync
