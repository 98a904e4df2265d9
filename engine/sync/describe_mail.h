#pragma once

#include "mail/mail.h"
#include "store/tables/mail_archive.h"
#include "sync/sync_run.h"
#include "worker/pool.h"

namespace connections::sync {

/// So many readings of one mail that the process did not survive, and the mail is not read again by this engine.
inline constexpr int kMostDeaths = 2;

/// What a mail says of itself.
[[nodiscard]] store::MailDescription description_of(const mail::Mail& mail);
/// The same, parsed in this process. A pure function. A mail that cannot be parsed is unreadable.
/// `words`: of forwarded mails, see mail::ParseOptions.
[[nodiscard]] store::MailDescription description_of(const std::string& raw, std::optional<Instant> received,
                                                    Instant now,
                                                    std::shared_ptr<const mail::ForwardWords> words = nullptr);
[[nodiscard]] store::MailDescription unreadable(const std::string& why);
/// Why a mail is unreadable whose parsing no other process survived.
[[nodiscard]] std::string no_survivor(const worker::Death& last);

/// The same where the run wants it done: in another process, which may die of it every time, or in this one. kIo: there
/// is no process to parse it in.
[[nodiscard]] Result<worker::Outcome<store::MailDescription>> find_description(const SyncRun& run,
                                                                               const MessageId& message,
                                                                               const std::string& raw,
                                                                               std::optional<Instant> received);

/// Parses a mail that is on the tape (run.reader does, if there is one) and adds what it says of itself (sender,
/// subject, texts, headers) to its row. A mail that cannot be parsed is described by its reason. Errors: those of the
/// store; kIo: there is no process to parse it in.
[[nodiscard]] Result<void> describe(const SyncRun& run, const MessageId& message, const std::string& raw,
                                    std::optional<Instant> received);

/// Describes the mails whose parsing was cut short in an earlier run. One that the process died of too often is
/// described without being parsed; it goes to a person when it is read (read_stage.h).
[[nodiscard]] Result<void> describe_left_over(const SyncRun& run, const ConnectionId& connection);

}  // namespace connections::sync
