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
  const Locales* names = nullptr;  ///< what names are checked with: the words of all locales
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
  /// The order that gives this reading of an all-numeric date whose order its text does not tell: such a date gives
  /// two values, one an order.
  DateOrder only_if = DateOrder::kUnset;
  DateOrder shows = DateOrder::kUnset;  ///< the order that the date's own numbers show
};

/// Makes values of a captured text as the rule's emit says. Empty: the text is not such a value; then `refusal`, if
/// given, may say why. Pure; a party gives up to five values, a date of unknown order two, everything else one.
[[nodiscard]] std::vector<ReadValue> read_values(const Emit& emit, std::string_view captured,
                                                 const ReadingContext& context, std::string* refusal = nullptr);

/// Whether the emit reads a date or half of a range.
[[nodiscard]] bool reads_date(const Emit& emit) noexcept;

}  // namespace connections::rules
