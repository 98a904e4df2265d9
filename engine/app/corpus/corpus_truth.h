#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/field.h"
#include "model/kind.h"

namespace connections::app {

/// The fields that a corpus is scored on, in the order they are printed.
inline constexpr Field kScoredFields[] = {Field::kGuestName,        Field::kCheckIn,    Field::kCheckOut,
                                          Field::kConfirmationCode, Field::kGuestCount, Field::kListing};

/// What a careful reader found in one mail: one line of truth.jsonl.
struct Truth {
  std::string file;  ///< relative to the corpus folder
  std::string platform;
  std::string language;              ///< "de"; may be empty
  MailKind kind = MailKind::kOther;  ///< truth files count a reminder as other
  /// Canonical text, or nothing where the truth is null: the mail does not say it. A field without a key is not scored.
  std::map<Field, std::optional<std::string>> values;
};

/// Reads DIR/truth.jsonl. Every mistake is an error with its line: a corpus that is half read measures nothing.
[[nodiscard]] Result<std::vector<Truth>> read_truth(const std::filesystem::path& corpus);

}  // namespace connections::app
