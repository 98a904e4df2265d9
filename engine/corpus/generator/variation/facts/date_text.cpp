#include "corpus/generator/variation/facts/date_text.h"

#include <fmt/format.h>

namespace connections::corpus {
namespace {

using std::chrono::year_month_day;

int day_of_month(Date date) { return static_cast<int>(static_cast<unsigned>(year_month_day{date}.day())); }
int month_of_year(Date date) { return static_cast<int>(static_cast<unsigned>(year_month_day{date}.month())); }
int year_of(Date date) { return static_cast<int>(year_month_day{date}.year()); }

std::string ordinal(const Language& language, int day) {
  if (language.tag() == "fr") return day == 1 ? "1er" : std::to_string(day);
  if (language.tag() != "en") return std::to_string(day);
  if (day >= 11 && day <= 13) return fmt::format("{}th", day);
  const int last = day % 10;
  return fmt::format("{}{}", day, last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

/// Whether day and month of the date can change places and give another date, on the same weekday if that is printed.
bool ambiguous(Date date, bool weekday_printed) {
  const auto swapped =
      make_date(year_of(date), static_cast<unsigned>(day_of_month(date)), static_cast<unsigned>(month_of_year(date)));
  if (!swapped || *swapped == date) return false;
  return !weekday_printed || std::chrono::weekday{*swapped} == std::chrono::weekday{date};
}

/// "{mon} {d1}" → the pattern without what says the year and what stands around it.
std::string without_year(std::string pattern) {
  for (const char* year : {", {y2}", " de {y2}", " {y2}.", " {y2}", "{y1}. ", "{y1}年", "{y1}년 "})
    pattern = replaced(std::move(pattern), year, "");
  return pattern;
}

}  // namespace

void add_date(Values& values, const Language& language, Date date, std::string_view suffix) {
  const auto put = [&](std::string_view name, std::string value) {
    values.insert_or_assign(std::string(name) + std::string(suffix), std::move(value));
  };
  const int day = day_of_month(date), month = month_of_year(date), year = year_of(date);
  const std::size_t month_index = static_cast<std::size_t>(month - 1),
                    weekday = std::chrono::weekday{date}.c_encoding();
  put("d", std::to_string(day));
  put("dd", fmt::format("{:02}", day));
  put("o", ordinal(language, day));
  put("M", std::to_string(month));
  put("MM", fmt::format("{:02}", month));
  put("m", language.all("date.months")[month_index]);
  put("mon", language.all("date.short")[month_index]);
  put("y", std::to_string(year));
  put("yy", fmt::format("{:02}", year % 100));
  put("W", language.all("date.weekdays")[weekday]);
  put("w", language.all("date.short_weekdays")[weekday]);
}

std::string write_date(const Language& language, std::string_view pattern, Date date) {
  Values values;
  add_date(values, language, date);
  return replaced(fill(pattern, values), "..", ".");  // "{mon}." where the short month has its own dot
}

std::string write_moment(const Language& language, std::string_view pattern, Instant moment) {
  Values values;
  add_date(values, language, day_of(moment));
  const std::chrono::hh_mm_ss time{moment - day_of(moment)};
  const auto hour = time.hours().count();
  values["H"] = fmt::format("{:02}", hour);
  values["h"] = std::to_string((hour + 11) % 12 + 1);
  values["ap"] = hour < 12 ? "AM" : "PM";
  values["MI"] = fmt::format("{:02}", time.minutes().count());
  values["SS"] = fmt::format("{:02}", time.seconds().count());
  return replaced(fill(pattern, values), "..", ".");
}

std::string write_range(const Language& language, Dice& dice, Date from, Date to, RangeStyle style) {
  const bool same_year = year_of(from) == year_of(to),
             same_month = same_year && month_of_year(from) == month_of_year(to);
  Values values;
  add_date(values, language, from, "1");
  add_date(values, language, to, "2");
  const auto& patterns = language.all(same_month  ? "date.range_month"
                                      : same_year ? "date.range_year"
                                                  : "date.range_any");
  const std::string& pattern = style == RangeStyle::kAny ? dice.pick(patterns) : patterns.front();
  const bool yearless = style == RangeStyle::kYearless && same_year;
  return replaced(fill(yearless ? without_year(pattern) : pattern, values), "..", ".");
}

DateForm pick_date_form(const Language& language, Dice& dice, Date from, Date to) {
  const int sort = dice.between(0, 9);
  if (sort == 0) return {"iso", "{y}-{MM}-{dd}"};
  if (sort <= 2) {
    const std::string& pattern = language.pick("date.numeric", dice);
    if (pattern.starts_with("{y}") || !ambiguous(from, false) || !ambiguous(to, false)) return {"numeric", pattern};
  }
  if (sort <= 4) {
    const std::string& pattern = language.pick("date.numeric_weekday", dice);
    if (pattern.starts_with("{y}") || !ambiguous(from, true) || !ambiguous(to, true)) return {"weekday", pattern};
  }
  return {"dated", language.pick("date.dated", dice)};
}

}  // namespace connections::corpus
