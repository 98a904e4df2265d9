#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"
#include "rules/book/locale.h"
#include "rules/book/pack.h"

namespace connections::rules {

/// What a reading of a date leans on besides the text.
struct DateContext {
  const Locales* locales = nullptr;
  DateOrder order = DateOrder::kUnset;  ///< of all-numeric dates; unset: 5/6 has two readings
  YearPolicy year = YearPolicy::kNextAfterReceived;
  Instant received{};                    ///< the mail's own moment
  bool received_known = true;            ///< false: only a weekday can tell a missing year
  std::span<const std::string> formats;  ///< "EEE, d MMM yyyy"; empty takes any order
};

/// A civil day read from a text.
struct ReadDate {
  Date date;
  bool year_guessed = false;
  std::string doubt;  ///< why not to trust it: the weekday contradicts; empty if fine
  /// The other day that an all-numeric date may mean where nothing in its text tells the order; `date` is then the
  /// one with the day first, this the one with the month first.
  std::optional<Date> month_first = std::nullopt;
  DateOrder shows = DateOrder::kUnset;  ///< the order that its own numbers show: "28/03/2026"
};
struct ReadRange {
  ReadDate start, end;
};

/// "Thu, Jun 27, 2024", "3. September", "2026年5月4日(月)", "27/06/2024". Nothing if the text is not a date. "5/6/2026"
/// without an order, and without a weekday that fits only one, gives both days (`month_first`).
[[nodiscard]] std::optional<ReadDate> read_date(std::string_view text, const DateContext& context);

/// Two dates in one text, of which either may leave out what the other says: "21–24 Oct 2026",
/// "Dec 30 - Jan 2, 2027", "2026年5月4日～6日", "today through May 9, 2026".
[[nodiscard]] std::optional<ReadRange> read_range(std::string_view text, const DateContext& context);

}  // namespace connections::rules
