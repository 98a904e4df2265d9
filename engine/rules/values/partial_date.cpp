#include "rules/values/partial_date.h"

#include <algorithm>

namespace connections::rules {
namespace {

using Kind = DateToken::Kind;
using Numbers = std::vector<const DateToken*>;

constexpr int kCentury = 2000;

bool is_year(const DateToken& token) noexcept { return token.digits == 4; }
bool can_be_day(const DateToken& token) noexcept {
  return token.digits <= 2 && token.number >= 1 && token.number <= 31;
}
bool can_be_month(const DateToken& token) noexcept {
  return token.digits <= 2 && token.number >= 1 && token.number <= 12;
}

/// "15/12/2026" has a month of its own.
bool has_numeric_month(std::span<const DateToken> tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const DateToken& token) { return token.joint == '/' || token.joint == '.'; });
}

/// Month and weekday words. "mar" may be either: beside a sure month it is the weekday, alone the month. "ma" is a
/// Dutch and Finnish Monday beside a number, and alone the Hungarian today.
bool read_words(std::span<const DateToken> tokens, PartialDate& date) {
  std::vector<const WordMeaning*> unsure;
  const bool numbered =
      std::any_of(tokens.begin(), tokens.end(), [](const DateToken& token) { return token.kind == Kind::kNumber; });
  for (const DateToken& token : tokens) {
    if (token.kind != Kind::kWord) continue;
    const WordMeaning& word = token.meaning;
    if (!token.known) return false;
    if (word.today && !(numbered && word.weekday != 0)) date.today = true;
    if (word.month == WordMeaning::kConflict) return false;
    if (word.month != 0 && word.weekday != 0)
      unsure.push_back(&word);
    else if (word.month != 0 && date.month != 0 && date.month != word.month)
      return false;
    else if (word.month != 0)
      date.month = word.month;
    else if (word.weekday != 0 && word.weekday != WordMeaning::kConflict)
      date.weekday = word.weekday;
    else if (!word.filler && !word.range && !word.today && word.weekday == 0)
      return false;
  }
  if (unsure.size() > 2) return false;
  if (!unsure.empty() && date.month == 0 && !has_numeric_month(tokens)) {
    date.month = unsure.back()->month;
    unsure.pop_back();
  }
  if (!unsure.empty() && unsure.front()->weekday != WordMeaning::kConflict) date.weekday = unsure.front()->weekday;
  return true;
}

bool read_marked(const Numbers& numbers, PartialDate& date) {
  for (const DateToken* token : numbers) {
    int& slot = token->mark == 'y' ? date.year : token->mark == 'm' ? date.month : date.day;
    if (token->mark == 0 || slot != 0) return false;
    slot = token->number;
  }
  return true;
}

/// Beside a month's name: a day, and perhaps a year of four digits, or of two behind the day.
bool read_around_month(const Numbers& numbers, PartialDate& date) {
  for (const DateToken* token : numbers) {
    if (is_year(*token) && date.year == 0)
      date.year = token->number;
    else if (token->apostrophe && token->digits == 2 && date.year == 0)
      date.year = kCentury + token->number;
    else if (can_be_day(*token) && date.day == 0)
      date.day = token->number;
    else if (token->digits == 2 && date.year == 0)
      date.year = kCentury + token->number;
    else
      return false;
  }
  return true;
}

/// "27/06/2024", "6/13/2026", "03.09.26", "13/6". A number over 12 settles the order; a dot means the day is first.
bool read_numeric_pair(const DateToken& first, const DateToken& second, DateOrder order, PartialDate& date) {
  const bool day_first = can_be_day(first) && can_be_month(second);
  const bool month_first = can_be_month(first) && can_be_day(second);
  if (second.joint == '.' && order != DateOrder::kMonthFirst) order = DateOrder::kDayFirst;
  if (!day_first && !month_first) return false;
  const bool both = day_first && month_first && first.number != second.number;
  if (both && order == DateOrder::kUnset) return false;
  const bool take_day_first = both ? order == DateOrder::kDayFirst : day_first;
  date.day = take_day_first ? first.number : second.number;
  date.month = take_day_first ? second.number : first.number;
  return true;
}

bool read_numeric(const Numbers& numbers, DateOrder order, PartialDate& date) {
  const std::size_t count = numbers.size();
  if (count < 2 || count > 3) return false;
  for (std::size_t i = 1; i < count; ++i)
    if (numbers[i]->joint == 0) return false;
  if (is_year(*numbers[0])) {
    if (count != 3 || !can_be_month(*numbers[1]) || !can_be_day(*numbers[2])) return false;
    date = {
        .year = numbers[0]->number, .month = numbers[1]->number, .day = numbers[2]->number, .weekday = date.weekday};
    return true;
  }
  if (!read_numeric_pair(*numbers[0], *numbers[1], order, date)) return false;
  if (count == 3) date.year = is_year(*numbers[2]) ? numbers[2]->number : kCentury + numbers[2]->number;
  return count == 2 || numbers[2]->digits == 4 || numbers[2]->digits == 2;
}

bool valid(const PartialDate& date) {
  return date.day >= 0 && date.day <= 31 && date.month >= 0 && date.month <= 12 && (date.day != 0 || date.today);
}

Numbers numbers_of(std::span<const DateToken> tokens) {
  Numbers numbers;
  for (const DateToken& token : tokens)
    if (token.kind == Kind::kNumber) numbers.push_back(&token);
  return numbers;
}

}  // namespace

std::optional<PartialDate> partial_date(std::span<const DateToken> tokens, DateOrder order, bool whole) {
  PartialDate date;
  if (!read_words(tokens, date)) return std::nullopt;
  const Numbers numbers = numbers_of(tokens);
  const bool marked =
      std::any_of(numbers.begin(), numbers.end(), [](const DateToken* token) { return token->mark != 0; });
  const bool joined =
      std::any_of(numbers.begin(), numbers.end(), [](const DateToken* token) { return token->joint != 0; });
  bool read = false;
  if (date.today)
    read = numbers.empty();
  else if (marked)
    read = read_marked(numbers, date);
  else if (date.month != 0)
    read = read_around_month(numbers, date);
  else if (!whole && !joined)
    read = read_around_month(numbers, date);  // "8, 2026" behind "Aug 1 –"
  else
    read = read_numeric(numbers, order, date);
  if (!read || !valid(date) || (whole && date.month == 0 && !date.today)) return std::nullopt;
  return date;
}

std::optional<PartialDate> partial_date(std::span<const DateToken> tokens, const std::string& format) {
  PartialDate date;
  if (!read_words(tokens, date)) return std::nullopt;
  const Numbers numbers = numbers_of(tokens);
  std::size_t next = 0;
  for (std::size_t at = 0; at < format.size();) {
    const std::size_t end = std::min(format.find_first_not_of(format[at], at), format.size());
    const std::size_t length = end - at;
    const char letter = format[at];
    at = end;
    if (letter == 'E' && date.weekday == 0) return std::nullopt;
    if (letter == 'M' && length >= 3 && date.month == 0) return std::nullopt;
    if ((letter != 'd' && letter != 'y' && letter != 'M') || (letter == 'M' && length >= 3)) continue;
    if (next == numbers.size()) return std::nullopt;
    const DateToken& token = *numbers[next++];
    if (letter == 'd') date.day = token.number;
    if (letter == 'M') date.month = token.number;
    if (letter == 'y' && token.digits != length) return std::nullopt;
    if (letter == 'y') date.year = length == 2 ? kCentury + token.number : token.number;
  }
  if (next != numbers.size() || !valid(date) || date.day == 0 || date.month == 0) return std::nullopt;
  return date;
}

}  // namespace connections::rules
