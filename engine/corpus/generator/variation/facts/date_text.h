#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/generator/variation/facts/language.h"
#include "corpus/generator/variation/layout/fill.h"
#include "model/time.h"

namespace connections::corpus {

/// What a date pattern's braces say: d, dd (two digits), o (ordinal: 12th, 1er), M, MM, m (month), mon (short), y, yy,
/// W (weekday), w (short); each name ends in `suffix` ("1" and "2" in a range).
void add_date(Values& values, const Language& language, Date date, std::string_view suffix = {});

/// A pattern of "date.*" filled with a date.
[[nodiscard]] std::string write_date(const Language& language, std::string_view pattern, Date date);

/// The same with the time of day: H (00–23), h (1–12), ap (AM, PM), MI, SS.
[[nodiscard]] std::string write_moment(const Language& language, std::string_view pattern, Instant moment);

/// Which of a language's ranges: any; the first, with a dash between the days; or that without a year, as Airbnb writes
/// it in the subject of a message ("Apr 22 – 27").
enum class RangeStyle : std::uint8_t { kAny, kDashed, kYearless };

/// Two dates on one line with the year once where it is the same: "12 – 16 March 2027".
[[nodiscard]] std::string write_range(const Language& language, Dice& dice, Date from, Date to,
                                      RangeStyle style = RangeStyle::kAny);

/// How the dates of one mail are written, the same for arrival and departure.
struct DateForm {
  std::string name;     ///< for the form of a variation: "dated", "numeric", "weekday", "iso"
  std::string pattern;  ///< of "date.*"
};

/// Numbers alone are taken only where one of the two days proves the order of day and month, or the weekday does.
[[nodiscard]] DateForm pick_date_form(const Language& language, Dice& dice, Date from, Date to);

}  // namespace connections::corpus
