#include "rules/values/date_bounds.h"

#include <algorithm>
#include <array>

#include "model/unicode.h"
#include "model/value.h"
#include "rules/values/date_tokens.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

constexpr std::string_view kJoints = "/-.";
constexpr int kFirstShortYear = 20, kLastShortYear = 49;  ///< "5 mai 27": a bare number that is read as a year
constexpr std::array<std::string_view, 5> kOrdinals{"st", "nd", "rd", "th", "er"};

bool digit_at(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// The joint of the numbers in a captured date ("06/05": '/'); 0 if it has none.
char joint_in(std::string_view text) noexcept {
  for (std::size_t at = 1; at + 1 < text.size(); ++at)
    if (kJoints.find(text[at]) != std::string_view::npos && digit_at(text, at - 1) && digit_at(text, at + 1))
      return text[at];
  return 0;
}

std::size_t skip_back(std::string_view text, std::size_t at, std::string_view skipped) noexcept {
  while (at > 0 && skipped.find(text[at - 1]) != std::string_view::npos) --at;
  return at;
}

/// Where the word that ends at `at` begins.
std::size_t word_begin(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kNoLetters = " \n\t.,:;/()-0123456789'\"";
  while (at > 0 && kNoLetters.find(text[at - 1]) == std::string_view::npos) --at;
  return at;
}

bool is_filler(std::string_view word, const Locales& locales) {
  const WordMeaning* meaning = locales.meaning(fold(word));
  return meaning != nullptr && meaning->filler;
}

struct Said {
  bool year = false, day = false, month_first = false;
};

Said said_in(std::string_view captured, const Locales& locales) {
  Said said;
  bool first = true;
  for (const DateToken& token : date_tokens(captured, locales)) {
    if (token.kind == DateToken::Kind::kNumber) {
      said.year = said.year || token.digits == 4 || token.apostrophe || token.mark == 'y';
      said.day = said.day || (token.digits <= 2 && token.mark != 'm');
    }
    if (first) said.month_first = token.kind == DateToken::Kind::kWord && token.meaning.month != 0;
    first = false;
  }
  return said;
}

class Widening {
 public:
  Widening(std::string_view text, Span captured, const Locales& locales)
      : text_(text), locales_(locales), bounds_{captured, false} {}

  DateBounds run() {
    trim();
    if (bounds_.span.size() == 0) return bounds_;
    take_cut_words();
    take_cut_numbers();
    if (!said_in(captured(), locales_).year) take_year();
    const Said said = said_in(captured(), locales_);
    if (said.month_first && !(said.year && said.day)) take_day(said.day);
    return bounds_;
  }

 private:
  void trim() {
    auto& [begin, end] = bounds_.span;
    const auto is_around = [&](std::size_t at) {
      return std::string_view(" ,'\n").find(text_[at]) != std::string_view::npos;
    };
    while (begin < end && is_around(begin)) ++begin;
    while (begin < end && is_around(end - 1)) --end;
  }

  std::string_view captured() const { return text_.substr(bounds_.span.begin, bounds_.span.size()); }

  /// "5 [led]en" is "5 leden": a word is taken whole, or the text is not a date. Scripts without spaces have no such
  /// words.
  void take_cut_words() {
    auto& [begin, end] = bounds_.span;
    while (end < text_.size() && is_word_at(previous(end)) && is_word_at(end)) end = next(end);
    while (begin > 0 && is_word_at(begin) && is_word_at(previous(begin))) begin = previous(begin);
  }
  std::size_t next(std::size_t at) const {
    (void)unicode::take(text_, at);
    return at;
  }
  std::size_t previous(std::size_t at) const {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U);
    return at;
  }
  bool is_word_at(std::size_t at) const {
    const char32_t c = unicode::take(text_, at);
    return is_letter(c) && !is_cjk(c);
  }

  void take_cut_numbers() {
    auto& [begin, end] = bounds_.span;
    const char joint = joint_in(captured());
    if (digit_at(text_, begin)) take_left(begin, joint);
    if (digit_at(text_, end - 1)) take_right(end, joint);
  }
  void take_left(std::size_t& begin, char joint) {
    const auto digits = [&] {
      while (begin > 0 && digit_at(text_, begin - 1)) --begin;
    };
    digits();
    while (joint != 0 && begin > 1 && text_[begin - 1] == joint && digit_at(text_, begin - 2)) {
      --begin;
      digits();
    }
  }
  void take_right(std::size_t& end, char joint) {
    const auto digits = [&] {
      while (digit_at(text_, end)) ++end;
    };
    digits();
    while (joint != 0 && end < text_.size() && text_[end] == joint && digit_at(text_, end + 1)) {
      ++end;
      digits();
    }
  }

  /// ", 2027", " de 2027", " '27", " 27" at a line's end.
  void take_year() {
    std::size_t at = bounds_.span.end;
    while (at < text_.size() && std::string_view(" ,.").find(text_[at]) != std::string_view::npos) ++at;
    const bool parted = at > 0 && std::string_view(" ,.").find(text_[at - 1]) != std::string_view::npos;
    std::size_t word = at;
    while (word < text_.size() && std::string_view(" \n\t,0123456789").find(text_[word]) == std::string_view::npos)
      ++word;
    if (word > at && word < text_.size() && text_[word] == ' ' && is_filler(text_.substr(at, word - at), locales_))
      at = word + 1;
    if (!parted) return;
    const bool apostrophe = text_.substr(at).starts_with("'");
    if (apostrophe) ++at;
    std::size_t end = at;
    while (digit_at(text_, end)) ++end;
    if (is_year(text_.substr(at, end - at), text_.substr(end), apostrophe)) bounds_.span.end = end;
  }
  static bool is_year(std::string_view number, std::string_view rest, bool apostrophe) {
    if (number.size() == 4) return (number.starts_with("20") || number.starts_with("19")) && !goes_on(rest);
    if (number.size() != 2) return false;
    if (apostrophe) return true;
    const int value = (number[0] - '0') * 10 + number[1] - '0';
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const bool ends = rest.empty() || std::string_view("\n\t,;()|").find(rest.front()) != std::string_view::npos;
    return ends && value >= kFirstShortYear && value <= kLastShortYear;
  }
  /// A number that is part of a time, an amount or a longer number.
  static bool goes_on(std::string_view rest) {
    return rest.size() > 1 && std::string_view(":.,/").find(rest.front()) != std::string_view::npos &&
           digit_at(rest, 1);
  }

  /// A day in front of the month: "12 ", "12. ", "12 de ".
  void take_day(bool has_day) {
    std::size_t at = skip_back(text_, bounds_.span.begin, " ");
    if (at == bounds_.span.begin) return;
    const std::size_t word = word_begin(text_, at);
    if (word < at && is_filler(text_.substr(word, at - word), locales_)) at = skip_back(text_, word, " ");
    for (const std::string_view ending : kOrdinals)
      if (text_.substr(0, at).ends_with(ending)) at -= ending.size();
    if (text_.substr(0, at).ends_with("º")) at -= std::string_view("º").size();
    at = skip_back(text_, at, ".");
    const std::size_t begin = skip_back(text_, at, "0123456789");
    if (at - begin < 1 || at - begin > 2) return;
    const bool alone = begin == 0 || std::string_view(" \n\t(,").find(text_[begin - 1]) != std::string_view::npos;
    if (!alone) return;
    bounds_.unclear = has_day;
    if (!has_day) bounds_.span.begin = begin;
  }

  std::string_view text_;
  const Locales& locales_;
  DateBounds bounds_;
};

}  // namespace

DateBounds date_bounds(std::string_view text, Span captured, const Locales& locales) {
  return Widening(text, captured, locales).run();
}

bool cuts_word(std::string_view text, Span span) noexcept {
  const auto letter_at = [&](std::size_t at) {
    return at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'));
  };
  if (span.size() == 0) return false;
  const bool left = span.begin > 0 && letter_at(span.begin - 1) && letter_at(span.begin);
  return left || (letter_at(span.end - 1) && letter_at(span.end));
}

bool cuts_number(std::string_view text, Span span) noexcept {
  if (span.size() == 0) return false;
  const bool left = span.begin > 0 && digit_at(text, span.begin) && digit_at(text, span.begin - 1);
  return left || (digit_at(text, span.end - 1) && digit_at(text, span.end));
}

}  // namespace connections::rules
