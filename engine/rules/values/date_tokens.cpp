#include "rules/values/date_tokens.h"

#include "model/unicode.h"
#include "rules/values/known_words.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

using Kind = DateToken::Kind;

bool is_dash(char32_t c) noexcept {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2192 || c == 0x2212 || c == 0xFF5E || c == 0x301C || c == '~';
}

/// One pass over the text; each step appends at most one token.
class Tokeniser {
 public:
  Tokeniser(std::string_view text, const Locales& locales) : in_(text), locales_(locales) {}

  std::vector<DateToken> run() {
    while (!in_.done()) step();
    return std::move(tokens_);
  }

 private:
  void step() {
    const char32_t before = in_.previous();
    const char32_t c = in_.peek();
    if (is_digit(c)) return number(before);
    if (is_letter(c)) return word();
    const std::size_t here = in_.at();
    in_.next();
    if ((c == '.' && here == after_number_) || (c == ' ' && here == after_dot_)) after_dot_ = in_.at();
    if (is_dash(c)) return range();
    if (c == '-') hyphen(before);
  }

  void number(char32_t before) {
    DateToken token;
    token.kind = Kind::kNumber;
    token.apostrophe = before == '\'' || before == 0x2019;
    if ((before == '/' || before == '.' || before == '-') && after_number_ == in_.at() - 1)
      token.joint = static_cast<char>(before);
    if (before == ' ' && in_.at() == after_dot_) token.joint = '.';  // "12. 6. 2026"
    token.number = in_.take_number(token.digits);
    if (clock_time()) return;
    ending(token);
    after_number_ = in_.at();
    tokens_.push_back(token);
  }

  /// "15:00", "16h30", "9 Uhr", "4 PM": not part of the date. True if it was one and is gone.
  bool clock_time() {
    const std::size_t here = in_.at();
    std::size_t digits = 0;
    if (in_.take_if(':') && is_digit(in_.peek())) {
      in_.take_number(digits);
      if (in_.take_if(':')) in_.take_number(digits);
      drop_half_of_day();
      return true;
    }
    in_.rewind(here);
    if (drop_half_of_day()) return true;
    in_.skip_spaces();
    const std::string unit = is_letter(in_.peek()) ? in_.take_word() : std::string();
    const SuffixMeaning* suffix = locales_.suffix(unit);
    if (suffix == nullptr || !suffix->hour) {
      in_.rewind(here);
      return false;
    }
    const std::size_t after = in_.at();
    in_.skip_spaces();
    if (is_digit(in_.peek())) in_.take_number(digits);
    if (digits != 2) in_.rewind(after);
    return true;
  }
  bool drop_half_of_day() {
    const std::size_t here = in_.at();
    in_.skip_spaces();
    std::string half;
    while (is_letter(in_.peek()) && half.size() < 4) {
      unicode::append(half, unicode::to_lower(in_.next()));
      in_.take_if('.');
    }
    const WordMeaning* meaning = is_letter(in_.peek()) ? nullptr : locales_.meaning(half);
    if (meaning != nullptr && (meaning->am || meaning->pm) && meaning->month == 0) return true;
    in_.rewind(here);
    return false;
  }

  /// 年 月 日 behind a number say what it is; "st", "er", "º" only that it is a day.
  void ending(DateToken& token) {
    std::string one;
    if (!in_.done()) unicode::append(one, in_.peek());
    if (const SuffixMeaning* suffix = locales_.suffix(one); suffix != nullptr && suffix->mark != 0) {
      token.mark = suffix->mark;
      in_.next();
      return;
    }
    if (token.joint == '-' && in_.peek() == 'T') {  // "2026-06-12T15:00"
      const std::size_t here = in_.at();
      in_.next();
      if (is_digit(in_.peek())) return;
      in_.rewind(here);
    }
    const std::size_t here = in_.at();
    std::string glued;
    while (is_letter(in_.peek()) || in_.peek() == 0xBA || in_.peek() == 0xAA || in_.peek() == 0xB0)
      unicode::append(glued, unicode::to_lower(in_.next()));
    const SuffixMeaning* suffix = locales_.suffix(glued);
    if (suffix == nullptr || !suffix->ordinal) in_.rewind(here);
  }

  void word() {
    DateToken token;
    const std::string text =
        take_known_words(in_, locales_, [](const WordMeaning& word) { return word.month != 0 || word.weekday != 0; });
    const bool ends = in_.take_if('.') || in_.peek() == ',';
    if (const WordMeaning* meaning = locales_.meaning(text)) {
      token.meaning = *meaning;
      token.known = true;
    }
    // German "Do." is Thursday, Polish "do" is "until"; Swedish "on." is Wednesday, English "on" says nothing.
    WordMeaning& word = token.meaning;
    if (word.weekday != 0 && (word.filler || word.range)) {
      if (ends)
        word.filler = word.range = false;
      else
        word.weekday = 0;
    }
    tokens_.push_back(token);
  }

  void range() { tokens_.push_back({.kind = Kind::kRange}); }

  /// A hyphen between two numbers may be a date's own ("2026-05-23"): the reader decides. With a space beside
  /// it, or between a number and a word, it parts two dates.
  void hyphen(char32_t before) {
    const char32_t after = in_.peek();
    const bool spaced = unicode::is_space(before) || unicode::is_space(after);
    const bool after_dot = before == '.' && is_digit(after);  // "6.-8. November"
    if (spaced || after_dot || (is_digit(before) && is_letter(after))) range();
  }

  TextCursor in_;
  const Locales& locales_;
  std::vector<DateToken> tokens_;
  std::size_t after_number_ = std::string_view::npos;  ///< end of the last number
  std::size_t after_dot_ = std::string_view::npos;     ///< end of a dot right behind it, and of spaces behind that
};

}  // namespace

std::vector<DateToken> date_tokens(std::string_view text, const Locales& locales) {
  return Tokeniser(text, locales).run();
}

}  // namespace connections::rules
