#pragma once

#include <string_view>

#include "model/part.h"
#include "rules/book/locale.h"

namespace connections::rules {

/// The whole date that a captured stretch belongs to.
struct DateBounds {
  Span span;             ///< the captured stretch, or more
  bool unclear = false;  ///< a number on either side of the month could be the day: "5 [mai 27]"
};

/// Widens a captured date or range to where it really ends, so that no expression can cut one: the rest of a cut
/// number ("5 [mai 20]27"), a year behind it ("[5 mai] 2027"), a day in front of its month ("12 [May 2027]"). Never
/// crosses a line. Pure.
[[nodiscard]] DateBounds date_bounds(std::string_view text, Span captured, const Locales& locales);

/// Whether the stretch begins or ends inside a number.
[[nodiscard]] bool cuts_number(std::string_view text, Span span) noexcept;

/// Whether the stretch begins or ends between two Latin letters.
[[nodiscard]] bool cuts_word(std::string_view text, Span span) noexcept;

}  // namespace connections::rules
