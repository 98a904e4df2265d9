#include "calendar/read/guest_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/brackets.h"
#include "model/unicode.h"
#include "model/value.h"

namespace connections::calendar {
namespace {

constexpr std::size_t kMostWords = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Emoji, arrows, dingbats and their modifiers.
bool is_symbol(char32_t c) {
  return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

bool is_letter(char32_t c) { return is_ascii_letter(c) || (c >= 0xC0 && c != 0xFFFD && !is_symbol(c)); }

std::string decoded(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kEntities{{{"&amp;", "&"},
                                                                                           {"&#38;", "&"},
                                                                                           {"&#39;", "'"},
                                                                                           {"&apos;", "'"},
                                                                                           {"&quot;", "\""},
                                                                                           {"&lt;", "<"},
                                                                                           {"&gt;", ">"},
                                                                                           {"&nbsp;", " "}}};
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto found = std::ranges::find_if(kEntities, [&](const auto& one) { return text.starts_with(one.first); });
    if (text.front() == '&' && found != kEntities.end()) {
      out += found->second;
      text.remove_prefix(found->first.size());
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n.,;:*\"'-–—");
  if (first == std::string_view::npos) return {};
  const auto last = text.find_last_not_of(" \t\n,;:*\"-–—");
  return text.substr(first, last - first + 1);
}

/// Letters of one case only, all small: "online", "via channel manager". Scripts without case pass.
bool has_only_small_letters(std::string_view text) {
  bool cased = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::take(text, at);
    if (unicode::is_upper(c)) return false;
    if (!is_letter(c)) continue;
    if (c >= 0x250 && unicode::to_lower(c) == c && c > 0x52F) return false;
    cased = true;
  }
  return cased;
}

/// "A** E******": stars behind a letter stand for letters.
bool is_masked(std::string_view text) {
  for (auto star = text.find('*', 1); star < text.size(); star = text.find('*', star + 1))
    if (text[star - 1] != ' ' && text[star - 1] != '*' && text[star - 1] != '-') return true;
  return false;
}

std::string_view last_word(std::string_view text) { return text.substr(text.rfind(' ') + 1); }

std::size_t letters_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) count += is_letter(unicode::take(text, at)) ? 1 : 0;
  return count;
}

bool is_refused(std::string_view word, const rules::FeedWords& words) {
  return is_one_of(word, words.not_names) || is_one_of(word, words.channels) || is_one_of(word, words.connectives) ||
         is_one_of(word, words.stays) || is_one_of(word, words.tentative);
}

bool has_phrase_of(std::string_view folded, const std::vector<std::string>& phrases) {
  return std::ranges::any_of(phrases, [&](const std::string& phrase) {
    return phrase.find(' ') != std::string::npos && folded.find(phrase) != std::string_view::npos;
  });
}

bool is_block_phrase(std::string_view folded, const rules::FeedWords& words) {
  return std::ranges::any_of(words.blocks, [&](const auto& phrases) { return is_one_of(folded, phrases); });
}

/// "Mr.", "Family", "Deep Cleaning", "Villa": names have such words, but not alone.
bool are_no_name_alone(const std::vector<std::string>& parts, const rules::FeedWords& words) {
  return std::ranges::all_of(parts, [&](std::string_view word) {
    if (word.ends_with('.')) word.remove_suffix(1);
    return word == "&" || is_one_of(word, words.not_names_alone) || is_one_of(word, words.connectives) ||
           is_one_of(word, words.houses) || is_one_of(word, words.block_fillers) || is_block_phrase(word, words);
  });
}

}  // namespace

bool is_one_of(std::string_view folded, const std::vector<std::string>& words) {
  return std::ranges::binary_search(words, folded);
}

std::string plain(std::string_view text) {
  std::string whole = decoded(text);
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t start = at;
    const char32_t c = unicode::take(whole, at);
    if (!is_symbol(c) && !unicode::is_space(c)) return whole.substr(start);
  }
  return whole;
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words(1);
  const std::string folded = fold(text);
  for (const char c : folded) {
    if (c != ' ' && c != ',' && c != '/' && c != '(' && c != ')' && c != '[' && c != ']') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool may_be_a_house(std::string_view name, const rules::FeedWords& words) {
  return std::ranges::any_of(folded_words(name),
                             [&](const std::string& word) { return is_one_of(word, words.houses); });
}

std::optional<std::string> guest_name_in(std::string_view text, const rules::FeedWords& words) {
  if (text.size() > 4 * kMaxNameBytes) return std::nullopt;
  const std::string open = without_brackets(plain(text));
  std::string name(trimmed(open));
  if (is_masked(open)) return std::nullopt;
  if (name.size() > kMaxNameBytes || letters_in(name) < 2 || std::ranges::any_of(name, is_digit)) return std::nullopt;
  if (name.find_first_of("#@<>{}|=_\\\n") != std::string::npos || name.find("://") != std::string::npos)
    return std::nullopt;
  const std::string folded = fold(name);
  const auto parts = folded_words(name);
  if (parts.empty() || parts.size() > kMostWords || are_no_name_alone(parts, words)) return std::nullopt;
  if (has_only_small_letters(last_word(name))) return std::nullopt;
  if (is_one_of(folded, words.not_names) || is_one_of(folded, words.channels) || is_block_phrase(folded, words) ||
      has_phrase_of(folded, words.not_names) || has_phrase_of(folded, words.channels))
    return std::nullopt;
  if (std::ranges::any_of(parts, [&](const std::string& word) { return is_refused(word, words); })) return std::nullopt;
  return name;
}

}  // namespace connections::calendar
