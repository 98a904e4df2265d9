#include "rules/values/time_reader.h"

#include "model/unicode.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

enum class Half : std::uint8_t { kUnsaid, kMorning, kAfternoon };

Half half_of(std::string word, const Locales& locales) {
  std::erase(word, '.');
  const WordMeaning* meaning = locales.meaning(word);
  if (meaning == nullptr) return Half::kUnsaid;
  return meaning->pm ? Half::kAfternoon : meaning->am ? Half::kMorning : Half::kUnsaid;
}

/// ':' and '.', and what a language writes behind the hour: "16h30", "16時30分".
bool joins_minutes(char32_t c, const Locales& locales) {
  if (c == ':' || c == '.') return true;
  std::string one;
  unicode::append(one, unicode::to_lower(c));
  const SuffixMeaning* suffix = locales.suffix(one);
  return suffix != nullptr && suffix->hour;
}

/// A word of the day's half: letters with dots between ("p.m.").
std::string take_half_word(TextCursor& in) {
  std::string word;
  while (is_letter(in.peek()) || in.peek() == '.') unicode::append(word, unicode::to_lower(in.next()));
  return word;
}

}  // namespace

std::optional<TimeOfDay> read_time(std::string_view text, const Locales& locales) {
  TextCursor in(text);
  Half half = Half::kUnsaid;
  while (!in.done() && !is_digit(in.peek()))
    if (is_letter(in.peek()))
      half = half_of(take_half_word(in), locales);
    else
      in.next();
  std::size_t digits = 0;
  int hour = in.take_number(digits);
  if (digits == 0 || digits > 2) return std::nullopt;
  int minute = 0;
  if (joins_minutes(in.peek(), locales)) {
    in.next();
    minute = in.take_number(digits);
    if (digits != 0 && digits != 2) return std::nullopt;
  }
  in.skip_spaces();
  if (const Half after = half_of(take_half_word(in), locales); after != Half::kUnsaid) half = after;
  if (half != Half::kUnsaid && (hour < 1 || hour > 12)) return std::nullopt;
  if (half == Half::kAfternoon && hour != 12) hour += 12;
  if (half == Half::kMorning && hour == 12) hour = 0;
  if (hour > 23 || minute > 59) return std::nullopt;
  return TimeOfDay{hour * 60 + minute};
}

}  // namespace connections::rules
