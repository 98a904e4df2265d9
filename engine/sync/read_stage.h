#pragma once

#include <optional>

#include "mail/mail.h"
#include "model/extraction.h"
#include "store/tables/mail_archive.h"
#include "sync/sync_run.h"

namespace connections::sync {

/// One archived mail, read: its extraction, and who vouches for its sender.
struct ReadMail {
  Extraction facts;
  bool authenticated = false;
  std::string authentication;  ///< why (not), one sentence
  Instant received;
};

/// Reads an archived mail with the connection's parser. Pure but for the parser: the same bytes, parser and rules
/// give the same answer. A mail that cannot be read has the problem "mail_unreadable" and goes to review.
[[nodiscard]] ReadMail read_archived(const SyncRun& run, const store::ArchivedMail& archived,
                                     const std::string& platform);

/// Saves what was read and moves the mail on, in one commit.
[[nodiscard]] Result<void> save_read(const SyncRun& run, const MessageId& message, const ReadMail& read);

}  // namespace connections::sync
