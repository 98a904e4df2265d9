#include "rules/values/name_check.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "model/unicode.h"
#include "model/value.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

constexpr std::size_t kMaxWords = 10;  ///< long Spanish, Arabic and couple names have up to eight
constexpr std::size_t kMaxBytes = 160;
constexpr std::size_t kMaxCjkLetters = 20;  ///< of a name in Han, Kana or Hangul; more is a sentence
constexpr std::size_t kMaxPhrase = 4;       ///< words of a template phrase
constexpr std::size_t kMaxCjkPhrase = 8;
constexpr std::size_t kLongWord = 6;    ///< letters: particles are shorter
constexpr std::size_t kMaxInitial = 3;  ///< letters in front of a dot: "J.", "St.", "Mag."
constexpr std::string_view kNeverInNames = "@/\\<>[]{}|=_#%$!?;:*+~^";

struct Word {
  std::string text;     ///< as written, without brackets, quotes and commas
  std::size_t letters;  ///< code points
  bool lower;           ///< begins with a small letter of a script that has capitals
  bool dot;             ///< ends with a dot
};

bool is_small(char32_t c) noexcept { return is_letter(c) && !is_cjk(c) && !unicode::is_upper(c) && c < 0x530; }

std::vector<Word> words_of(std::string_view name) {
  constexpr std::string_view kWrapping = "()\",";
  std::vector<Word> words;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = std::min(name.find(' ', at), name.size());
    std::string_view word = name.substr(at, end - at);
    at = end + 1;
    while (!word.empty() && kWrapping.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
    while (!word.empty() && kWrapping.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    if (word.empty()) continue;
    std::size_t first = 0, letters = 0;
    const char32_t initial = unicode::take(word, first);
    for (std::size_t i = 0; i < word.size(); ++letters) (void)unicode::take(word, i);
    words.push_back({std::string(word), letters, is_small(initial), word.back() == '.'});
  }
  return words;
}

std::string wrong_character(std::string_view name) {
  bool letters = false;
  int open = 0;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = unicode::take(name, at);
    if (is_digit(c)) return "it has digits";
    if (c == 0xFFFD || c == 0x20AC || (c < 0x80 && kNeverInNames.find(static_cast<char>(c)) != std::string_view::npos))
      return "it has characters that are in no name";
    if (c == U'。' || c == U'、' || c == U'！' || c == U'？' || c == U'：') return "it is a sentence";
    if (c == '(') ++open;
    if (c == ')' && --open < 0) return "its brackets do not match";
    letters = letters || is_letter(c);
  }
  if (open != 0 || std::count(name.begin(), name.end(), '"') % 2 != 0) return "its brackets or quotes do not match";
  return letters ? "" : "it has no letters";
}

/// A phrase of up to kMaxPhrase words that no name has; empty if there is none.
std::string template_phrase(const std::vector<Word>& words, const Locales& locales) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string phrase;
    for (std::size_t n = 0; n < kMaxPhrase && i + n < words.size(); ++n) {
      std::string word = fold(words[i + n].text);
      while (!word.empty() && word.back() == '.') word.pop_back();
      phrase += (n > 0 ? " " : "") + word;
      const PhraseMeaning* meaning = locales.phrase(phrase);
      if (meaning != nullptr && meaning->not_name) return phrase;
    }
  }
  return {};
}

/// The same where words are not set apart by spaces.
std::string cjk_phrase(std::string_view name, const Locales& locales) {
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = at;
    std::string phrase;
    for (std::size_t n = 0; n < kMaxCjkPhrase && end < name.size(); ++n) {
      const char32_t c = unicode::take(name, end);
      if (!is_cjk(c)) break;
      unicode::append(phrase, c);
      const PhraseMeaning* meaning = n > 0 ? locales.phrase(phrase) : nullptr;
      if (meaning != nullptr && meaning->not_name) return phrase;
    }
    (void)unicode::take(name, at);
  }
  return {};
}

bool is_sentence(std::string_view name, const std::vector<Word>& words) {
  std::size_t cjk = 0;
  for (std::size_t at = 0; at < name.size();) cjk += is_cjk(unicode::take(name, at)) ? 1U : 0U;
  if (cjk > kMaxCjkLetters) return true;
  const auto small =
      static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [](const Word& word) { return word.lower; }));
  const auto small_and_long = std::count_if(words.begin(), words.end(),
                                            [](const Word& word) { return word.lower && word.letters >= kLongWord; });
  const bool has_capitals = small < words.size();
  if (has_capitals ? small_and_long >= 2 || small >= 5 : small > 3) return true;
  return std::any_of(words.begin(), words.end(), [&](const Word& word) {
    return word.dot && word.letters > kMaxInitial + 1 && words.size() > 2 &&
           word.text.find('.') == word.text.size() - 1 && (word.lower || &word != &words.front());
  });
}

/// "Berlin, Germany", "Austin, TX": what is behind the last comma is a country or a state's short name.
bool is_place(std::string_view name, const Locales& locales) {
  const auto comma = name.rfind(',');
  if (comma == std::string_view::npos) return false;
  if (std::count(name.begin(), name.end(), ',') > 1) return true;
  std::string_view behind = name.substr(comma + 1);
  while (!behind.empty() && behind.front() == ' ') behind.remove_prefix(1);
  if (behind.size() == 2 && unicode::is_all_capitals(behind)) return true;
  const PhraseMeaning* meaning = locales.phrase(fold(behind));
  return meaning != nullptr && meaning->country;
}

}  // namespace

std::string why_no_name(std::string_view name, const Locales& locales, Addressed addressed) {
  if (name.empty()) return "it is empty";
  if (name.size() > kMaxBytes) return "it is too long";
  if (std::string wrong = wrong_character(name); !wrong.empty()) return wrong;
  const std::vector<Word> words = words_of(name);
  if (words.size() > kMaxWords) return "it has too many words";
  if (std::string what = what_it_is(name, locales, addressed); !what.empty()) return what;
  std::string phrase = template_phrase(words, locales);
  if (phrase.empty()) phrase = cjk_phrase(name, locales);
  if (!phrase.empty()) return fmt::format("'{}' is a word of mails, not of names", phrase);
  if (is_place(name, locales)) return "it is a place";
  if (is_sentence(name, words)) return "it is a sentence";
  return {};
}

}  // namespace connections::rules
