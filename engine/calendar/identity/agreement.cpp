#include "calendar/identity/agreement.h"

#include <algorithm>
#include <string>
#include <vector>

#include "model/unicode.h"
#include "model/value.h"

namespace connections::calendar {
namespace {

/// What is compared of a long name; names of people end far before.
constexpr std::size_t kMostWords = 12;

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || c >= 0x80; }

struct Word {
  std::string text;   ///< folded
  std::string ascii;  ///< its ASCII letters: "zo" of "zoë"
  bool latin = false;
};

std::vector<Word> words_of(std::string_view name) {
  const std::string folded = fold(name);
  std::vector<Word> words(1);
  for (std::size_t at = 0; at < folded.size() && words.size() <= kMostWords;) {
    const char32_t c = unicode::take(folded, at);
    if (unicode::is_space(c) || !is_letter(c)) {
      if (!words.back().text.empty()) words.emplace_back();
      continue;
    }
    unicode::append(words.back().text, c);
    if (c < 0x80) words.back().ascii += static_cast<char>(c);
    words.back().latin |= c < 0x250;
  }
  if (words.back().text.empty()) words.pop_back();
  return words;
}

bool one_begins_other(std::string_view a, std::string_view b) { return a.starts_with(b) || b.starts_with(a); }

bool alike(const Word& a, const Word& b) {
  const bool initial = a.text.size() == 1 || b.text.size() == 1;
  const bool accents = a.text.size() != a.ascii.size() || b.text.size() != b.ascii.size();
  if (a.text == b.text) return true;
  if ((initial || (a.text.size() >= 3 && b.text.size() >= 3)) && one_begins_other(a.text, b.text)) return true;
  return accents && a.ascii.size() >= 2 && b.ascii.size() >= 2 && one_begins_other(a.ascii, b.ascii);
}

bool has_latin(const std::vector<Word>& words) {
  return std::ranges::any_of(words, [](const Word& word) { return word.latin; });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "HM" of an Airbnb code, "HA-" of a Vrbo one, "10" of ten digits; empty: no issuer is known by it.
std::string issuer_of(std::string_view code) {
  if (code.starts_with("HM") && code.size() == 10) return "HM";
  if (code.starts_with("HA-")) return "HA-";
  return std::ranges::all_of(code, is_digit) ? std::to_string(code.size()) : std::string();
}

}  // namespace

Agreement names_agree(std::string_view a, std::string_view b) {
  const auto left = words_of(a);
  const auto right = words_of(b);
  if (left.empty() || right.empty() || has_latin(left) != has_latin(right)) return Agreement::kUnknown;
  for (const Word& one : left)
    for (const Word& other : right)
      if (alike(one, other)) return Agreement::kAgrees;
  return Agreement::kDiffers;
}

Agreement codes_agree(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return Agreement::kUnknown;
  if (a == b) return Agreement::kAgrees;
  const std::string issuer = issuer_of(a);
  return !issuer.empty() && issuer == issuer_of(b) ? Agreement::kDiffers : Agreement::kUnknown;
}

}  // namespace connections::calendar
