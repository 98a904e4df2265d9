#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/field.h"
#include "model/value.h"
#include "rules/book/pack.h"
#include "rules/values/date_reader.h"

namespace connections::rules {

/// What readings lean on besides the captured text.
struct ReadingContext {
  const Locales* locales = nullptr;
  DateOrder order = DateOrder::kUnset;
  std::string currency;
  Instant received{};
  bool received_known = true;
};

/// One value made of a captured text.
struct ReadValue {
  Field field;
  Value value;
  bool year_guessed = false;  ///< a date whose year the text does not say
  std::string doubt;          ///< why to trust it less; empty if fine
};

/// Makes values of a captured text as the rule's emit says. Empty: the text is no such value.
/// Pure; a party gives up to five values, everything else one.
[[nodiscard]] std::vector<ReadValue> read_values(const Emit& emit, std::string_view captured,
                                                 const ReadingContext& context);

}  // namespace connections::rules
