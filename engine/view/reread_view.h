#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "sync/reread/reread.h"

namespace connections::view {

/// {"mails", "different", "quarantined", "fields": {FIELD: {"gained", "lost", "changed"}}, "listed": [{"message",
/// "subject", "fields": [{"field", "change", "before", "after"}]}], "bookings": [{"id", "property", "check_in",
/// "check_out", "before", "after", "why"}], "run", "stats"}. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const sync::Reread& done);
/// The same for people. `written`: it was done, else it was a rehearsal.
[[nodiscard]] std::string reread_text(const sync::Reread& done, bool written);

/// The counts of a tally, and one mail's differences, as reread_text shows them.
[[nodiscard]] nlohmann::ordered_json to_json(const sync::ReadingTally& tally);
[[nodiscard]] nlohmann::ordered_json to_json(const std::vector<sync::FieldDiff>& fields);
[[nodiscard]] std::string tally_table(const sync::ReadingTally& tally);
[[nodiscard]] std::string diff_lines(const std::string& mail, const std::vector<sync::FieldDiff>& fields);

}  // namespace connections::view
