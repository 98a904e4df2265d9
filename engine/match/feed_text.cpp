#include "match/feed_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "match/names.h"
#include "model/brackets.h"
#include "model/unicode.h"
#include "model/value.h"

namespace connections::match {
namespace {

constexpr std::size_t kMostBytes = 120;  ///< longer texts are no name
constexpr std::size_t kLeastWords = 2;   ///< one word alone may be anything
constexpr std::size_t kMostWords = 4;

bool is_ascii_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::vector<std::string> split(std::string_view text, std::string_view mark) {
  std::vector<std::string> parts;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
    parts.emplace_back(text.substr(0, at));
    text.remove_prefix(at + mark.size());
  }
  parts.emplace_back(text);
  return parts;
}

/// Between white space and commas.
std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c != ' ' && c != ',' && c != '\t')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// "Airbnb: Ada Example", "Ada Example - Vrbo": the parts between marks.
std::vector<std::string> parts_of(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kMarks{" - ", " – ", " — ", " | ", " · ", ": ", " / "};
  std::vector<std::string> parts{std::string(text)};
  for (const std::string_view mark : kMarks) {
    std::vector<std::string> finer;
    for (const std::string& part : parts)
      for (std::string& one : split(part, mark)) finer.push_back(std::move(one));
    parts = std::move(finer);
  }
  return parts;
}

/// "A**", "p******": a letter that stars follow.
bool is_masked(std::string_view word) {
  const auto star = word.find('*');
  if (star == std::string_view::npos || star == 0) return false;
  const char first = word.front();
  return is_ascii_letter(first) || static_cast<unsigned char>(first) >= 0x80;
}

/// A capital, then letters: "Ada", "O'Brien-Muster", "E.".
bool is_name_word(std::string_view word) {
  std::size_t at = 0;
  if (!unicode::is_upper(unicode::take(word, at))) return false;
  return std::ranges::all_of(word, [](char c) {
    return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == '-' || c == '\'' || c == '.';
  });
}

std::string bare(std::string_view word) {
  std::string folded = fold(word);
  while (folded.ends_with('.')) folded.pop_back();
  return folded;
}

bool is_no_name(std::string_view word, const NoNames& no_names) {
  return no_names.contains(fold(word)) || no_names.contains(bare(word));
}

bool has_only_no_names(const std::vector<std::string>& words, const NoNames& no_names) {
  return std::ranges::all_of(words, [&](const std::string& word) { return is_no_name(word, no_names); });
}

bool is_part_of(const std::vector<std::string>& words, const std::vector<std::string>& whole) {
  return std::ranges::all_of(words,
                             [&](const std::string& one) { return std::ranges::find(whole, one) != whole.end(); });
}

bool is_name(std::string_view text, std::string_view property, const NoNames& no_names) {
  const auto words = words_in(text);
  if (words.size() < kLeastWords || words.size() > kMostWords) return false;
  if (!std::ranges::all_of(words, [](const std::string& word) { return is_name_word(word); })) return false;
  if (std::ranges::any_of(words, [&](const std::string& word) { return is_no_name(word, no_names); })) return false;
  return !no_names.contains(fold(text)) && !is_part_of(words_of(text), words_of(property));
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// "A** E******", "Ada E******": the words around stars.
std::string masked_name_in(std::string_view text, const NoNames& no_names) {
  for (const std::string& part : parts_of(text)) {
    auto words = words_in(part);
    if (std::ranges::none_of(words, [](const std::string& word) { return is_masked(word); })) continue;
    std::erase_if(words, [&](const std::string& word) {
      return !is_masked(word) && (!is_name_word(word) || is_no_name(word, no_names));
    });
    return joined(words);
  }
  return {};
}

}  // namespace

std::string guest_in_text(std::string_view text, std::string_view property, const NoNames& no_names) {
  if (text.size() > kMostBytes) return {};
  if (text.find('*') != std::string_view::npos)
    if (std::string masked = masked_name_in(without_brackets(text), no_names); !masked.empty()) return masked;
  if (no_names.empty() || text.find(' ') == std::string_view::npos) return {};
  std::string found;
  for (const std::string& part : parts_of(without_brackets(text))) {
    const auto words = words_in(part);
    if (words.empty() || has_only_no_names(words, no_names)) continue;
    if (!found.empty() || !is_name(part, property, no_names)) return {};
    found = joined(words);
  }
  return found;
}

}  // namespace connections::match
