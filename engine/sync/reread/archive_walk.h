#pragma once

#include <functional>
#include <optional>
#include <string>

#include "store/tables/mail_archive.h"
#include "sync/sync_run.h"

namespace connections::sync {

/// Which mails of the archive.
struct ArchiveWanted {
  std::string platform;            ///< of their connection, or as they were read; empty: any
  std::optional<Instant> since{};  ///< received from then on
};

/// Calls `visit` for each mail on the tape that was read before, connection by connection, in pages: memory does not
/// grow with the archive. With `locked`, no sync of a connection runs meanwhile (kSyncInProgress if one does). Tells
/// run.progress and heeds run.stop (kInterrupted). Errors: those of `visit` and the store.
[[nodiscard]] Result<void> walk_archive(
    const SyncRun& run, const ArchiveWanted& wanted, bool locked,
    const std::function<Result<void>(const store::Connection&, const store::PagedMail&)>& visit);

/// The mail with its bytes.
[[nodiscard]] Result<store::ArchivedMail> load_archived(const SyncRun& run, const MessageId& message);

}  // namespace connections::sync
