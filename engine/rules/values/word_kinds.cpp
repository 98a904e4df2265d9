#include "rules/values/word_kinds.h"

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "model/value.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

constexpr std::size_t kMaxShortName = 3;  ///< bytes: "Al", "Van", "Ad" are labels somewhere, and names
constexpr std::size_t kMaxPhrase = 4;     ///< words of one phrase
constexpr std::size_t kMaxWords = 10;     ///< a longer text is no row of labels but a sentence
constexpr std::size_t kMaxLink = 3;       ///< letters of "and", "und", "et" between counted things

using Words = std::span<const std::string>;

/// Folded, without brackets, quotes, commas and trailing dots; words without letters ("-", "&") are left out.
std::vector<std::string> words_of(std::string_view text) {
  constexpr std::string_view kAround = "()\",";
  std::vector<std::string> words;
  const std::string folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    std::string_view word = std::string_view(folded).substr(at, end - at);
    at = end + 1;
    while (!word.empty() && kAround.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
    while (!word.empty() && (word.back() == '.' || kAround.find(word.back()) != std::string_view::npos))
      word.remove_suffix(1);
    TextCursor in(word);
    while (!in.done() && !is_letter(in.peek())) in.next();
    if (!in.done()) words.emplace_back(word);
  }
  return words;
}

std::string joined(Words words) {
  std::string phrase;
  for (const std::string& word : words) phrase += (phrase.empty() ? "" : " ") + word;
  return phrase;
}

/// What a phrase names that is no person; empty if it is nothing of the kind.
std::string_view kind_of(std::string_view phrase, const Locales& locales, Addressed addressed) {
  const PhraseMeaning* meaning = locales.phrase(phrase);
  if (meaning == nullptr) return {};
  if (!meaning->labels.empty() && phrase.size() > kMaxShortName) return "is a label";
  if (meaning->honorific) return "is a form of address";
  if (meaning->placeholder) return "stands where a name is not known";
  if (addressed == Addressed::kYes) return {};
  if (meaning->language) return "is a language";
  if (meaning->country) return "is a country";
  return meaning->currency ? "is a currency" : "";
}

/// Whether phrases of these kinds follow each other to the end, with nothing but words for "and" between them.
bool is_row(Words words, const Locales& locales, std::string& first) {
  for (std::size_t n = 1; n <= std::min(kMaxPhrase, words.size()); ++n) {
    const std::string phrase = joined(words.first(n));
    const PhraseMeaning* meaning = locales.phrase(phrase);
    if (phrase.size() <= kMaxShortName || (meaning != nullptr && meaning->honorific)) continue;
    const std::string_view kind = kind_of(phrase, locales, Addressed::kNo);
    if (kind.empty()) continue;
    Words rest = words.subspan(n);
    const WordMeaning* link = rest.size() > 1 ? locales.meaning(rest.front()) : nullptr;
    if (link != nullptr && (link->range || link->filler)) rest = rest.subspan(1);
    if (!rest.empty() && !is_row(rest, locales, first)) continue;
    first = fmt::format("'{}' {}", phrase, kind);
    return true;
  }
  return false;
}

/// "two adults", "zwei Erwachsene und ein Kind".
bool is_number_of_people(Words words, const Locales& locales) {
  const PhraseMeaning* first = locales.phrase(words.front());
  if (words.size() < 2 || first == nullptr || !first->number) return false;
  const auto counts = [&](const std::string& word) {
    const PhraseMeaning* phrase = locales.phrase(word);
    const WordMeaning* meaning = locales.meaning(word);
    return word.size() <= kMaxLink || (phrase != nullptr && phrase->number) ||
           (meaning != nullptr && meaning->party >= 0);
  };
  const auto names_people = [&](const std::string& word) {
    const WordMeaning* meaning = locales.meaning(word);
    return meaning != nullptr && meaning->party >= 0;
  };
  return std::all_of(words.begin(), words.end(), counts) && std::any_of(words.begin(), words.end(), names_people);
}

}  // namespace

std::string what_it_is(std::string_view text, const Locales& locales, Addressed addressed) {
  std::string whole = fold(text);
  while (!whole.empty() && whole.back() == '.') whole.pop_back();
  if (const auto kind = kind_of(whole, locales, addressed); !kind.empty()) return fmt::format("'{}' {}", whole, kind);
  const std::vector<std::string> words = words_of(text);
  if (words.empty() || words.size() > kMaxWords) return {};
  if (is_number_of_people(words, locales)) return "it is a number of people";
  std::string first;
  return addressed == Addressed::kNo && is_row(words, locales, first) ? first : std::string();
}

}  // namespace connections::rules
