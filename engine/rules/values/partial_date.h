#pragma once

#include <optional>
#include <span>
#include <string>

#include "rules/values/date_reader.h"
#include "rules/values/date_tokens.h"

namespace connections::rules {

/// What one stretch of text says of a day. Zero: not said.
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;
  int weekday = 0;  ///< 1 Monday – 7 Sunday
  bool today = false;
};

/// Reads tokens as at most one day. Nothing if there is no day, or if it could be two different ones.
/// `whole` wants a month too; half of a range may leave it out.
[[nodiscard]] std::optional<PartialDate> partial_date(std::span<const DateToken> tokens, DateOrder order, bool whole);

/// Whether the tokens have exactly the shape of a format like "EEE, d MMM yyyy"; then what they say.
[[nodiscard]] std::optional<PartialDate> partial_date(std::span<const DateToken> tokens, const std::string& format);

}  // namespace connections::rules
