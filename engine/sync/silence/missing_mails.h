#pragma once

#include <optional>
#include <string>

#include "sync/silence/alarm.h"
#include "sync/silence/facts.h"

/// Why mails do not come, by elimination: access, label, syncs, templates, the filter that fills the label.
namespace connections::sync {

struct MissingCause {
  Cause cause = Cause::kUnknown;
  std::optional<ConnectionId> connection;
  std::string what;  ///< the end of a sentence
  std::string next;
};

/// Nothing if no connection reads mails of the platform.
[[nodiscard]] std::optional<MissingCause> cause_of_missing_mails(const SilenceFacts& facts, const std::string& platform,
                                                                 Instant since, Instant now);
/// Why the mailbox is not read any more.
[[nodiscard]] MissingCause why_not_synced(const ConnectionFacts& facts, Instant now);

/// More unread mails of late than before.
struct Surge {
  std::size_t bad = 0;
  std::size_t all = 0;
  Instant since;  ///< of the first of them
};
[[nodiscard]] std::optional<Surge> surge_of_unread(const ConnectionFacts& facts, Instant now);

/// The label was emptied, not so long ago that it must have been meant.
[[nodiscard]] bool is_emptied(const ConnectionFacts& facts, Instant now);

}  // namespace connections::sync
