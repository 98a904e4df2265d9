#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/ids.h"
#include "model/time.h"

namespace connections::sync {

/// What fell silent, or is about to.
enum class AlarmKind : std::uint8_t {
  kStaysWithoutMails,  ///< new stays in the calendar, and no mail about them
  kMailsWithoutStays,  ///< confirmations, and no stay in any calendar
  kUnknownTemplate,    ///< more mails than usual that no rule reads
  kLabelEmptied,       ///< the label had mails and lists none
  kTokenDying,         ///< Google will end the access soon
  kFeedStopped,        ///< a calendar cannot be read, or nobody reads it
  kSyncStopped,        ///< nobody reads the mailbox
};
inline constexpr int kAlarmKinds = 7;
[[nodiscard]] std::string_view name(AlarmKind kind) noexcept;  ///< "stays_without_mails", …

/// The likely reason, found by elimination.
enum class Cause : std::uint8_t {
  kToken,     ///< the access to the mailbox has ended, or will
  kLabel,     ///< the label is missing, or two connections watch it
  kEmptied,   ///< the label lists no mail
  kRun,       ///< the syncs fail
  kIdle,      ///< nothing runs: `connections serve` is off
  kTemplate,  ///< mails come and no rule reads them
  kFilter,    ///< no mail comes into the label
  kFeed,      ///< the calendar cannot be read
  kCalendar,  ///< the calendars are read and do not show these stays: one is missing
  kUnknown,   ///< mails come and are read, and none is about these stays
};
[[nodiscard]] std::string_view name(Cause cause) noexcept;  ///< "token", …

struct Alarm {
  AlarmKind kind = AlarmKind::kStaysWithoutMails;
  Cause cause = Cause::kUnknown;
  std::string platform;
  std::optional<ConnectionId> connection;  ///< that a person must look at
  std::optional<FeedId> feed;              ///< of kFeedStopped
  Instant since;                           ///< of the first thing that shows it; of kTokenDying: when it will end
  std::string what;                        ///< one sentence for a person; may hold names of labels and properties
  std::string next;                        ///< what to do: a command, or a sentence

  /// What it is about, as ids only: a feed, a connection or a platform.
  [[nodiscard]] std::string subject() const;
};

}  // namespace connections::sync
