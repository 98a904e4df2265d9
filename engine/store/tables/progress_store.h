#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `message_progress`: how far each archived mail has come, so that a killed run resumes where it was.
namespace connections::store {

enum class Stage : std::uint8_t {
  kArchived,   ///< on the tape, not read yet
  kExtracted,  ///< facts are saved
  kMatched,    ///< a decision was taken but not finished
  kWaiting,    ///< the feed may lag the mail; matched again at each run
  kDone,
};
[[nodiscard]] std::string_view name(Stage stage) noexcept;  ///< "archived", "extracted", …

struct MessageProgress {
  MessageId message;
  std::string gmail_message_id;
  std::optional<Instant> received_at;
  Stage stage = Stage::kArchived;
  std::string rule_book;  ///< hash of the book that read it; empty at kArchived
  std::string parser_version;
  std::string note;
  std::string holds_for;  ///< see StageChange
  Instant updated_at;
};

struct StageChange {
  Stage stage = Stage::kArchived;
  std::string rule_book;
  std::string parser_version;
  std::string note;
  /// Of an outcome that is no real answer ("no parser recognised it"): the parsers and rules, or the engine, that gave
  /// it. With others the mail is read again. Empty: the outcome is final. Absent: as it was.
  std::optional<std::string> holds_for = {};
  std::optional<Instant> received_at = {};  ///< as the mail says; taken if the source told no time
};

/// What is in force now, as outcomes name it in `holds_for`.
struct InForce {
  std::string engine;
  std::string parsers;
};

/// Messages of the connection that are not done, oldest mail first (received, then Gmail id).
[[nodiscard]] Result<std::vector<MessageProgress>> pending_messages(Transaction& app, const ConnectionId& connection);
/// Messages that must be read first, in the same order: new ones; ones that another rule book read and that are not
/// decided for good (waiting or open for review too); and ones whose outcome does not hold for what is in force now.
[[nodiscard]] Result<std::vector<MessageProgress>> messages_to_read(Transaction& app, const ConnectionId& connection,
                                                                    const std::string& rule_book,
                                                                    const InForce& now = {});
/// Counts a reading that begins; set_stage ends it. `afresh`: what was counted before no longer matters. Gives how many
/// readings were begun and never ended, this one included. Not waited for on disk: it must outlive this process only.
[[nodiscard]] Result<int> begin_reading(Transaction& app, const MessageId& message, bool afresh);
/// Takes back one that begin_reading counted: the process survived it, and something else failed.
[[nodiscard]] Result<void> put_back_reading(Transaction& app, const MessageId& message);
/// The number that begin_reading gave last, without counting; 0: the last reading ended.
[[nodiscard]] Result<int> count_readings(Transaction& app, const MessageId& message);
/// holds_for of an outcome that neither another engine nor other parsers and rules leave in place.
[[nodiscard]] std::string holds_for_both(const InForce& now);
/// Mails of the connection that are quarantined: their outcome holds for both.
[[nodiscard]] Result<std::size_t> count_quarantined(Transaction& app, const ConnectionId& connection);
/// Every message of the connection, in the same order.
[[nodiscard]] Result<std::vector<MessageProgress>> list_progress(Transaction& app, const ConnectionId& connection);
/// How many are not done: in the queue of the next run, and waiting for the calendar.
struct OpenMessages {
  std::size_t pending = 0;
  std::size_t waiting = 0;
};
[[nodiscard]] Result<OpenMessages> count_open_messages(Transaction& app, const ConnectionId& connection);
/// kNotFound if the message does not exist in this workspace.
[[nodiscard]] Result<MessageProgress> progress_of(Transaction& app, const MessageId& message);
/// Moves mails, each once, with one statement, and ends their readings. kNotFound if one does not exist in this
/// workspace.
struct StagedMail {
  MessageId message;
  StageChange change;
};
[[nodiscard]] Result<void> set_stages(Transaction& app, std::span<const StagedMail> mails, Instant now);
[[nodiscard]] Result<void> set_stage(Transaction& app, const MessageId& message, const StageChange& change,
                                     Instant now);

}  // namespace connections::store
