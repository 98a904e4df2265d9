#include "rules/language/expressions.h"

#include <algorithm>
#include <array>

#include "secrets/digest.h"

namespace connections::rules {
namespace {

std::string escaped(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (c == ' ') {
      out += "[ \\n]+";
      continue;
    }
    if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

using WordsOf = std::map<std::string, char16_t>;  ///< as an expression writes them → the first locale that has it

/// Words of all languages for {{word.month}}, {{word.weekday}} and {{word.answer}}; those with digits ("5月") are left
/// to the rule.
WordsOf plain_words(const Locales& locales, std::string_view which) {
  WordsOf words;
  const auto take = [&](const auto& rows, std::size_t locale) {
    for (const auto& row : rows)
      for (const std::string& word : row)
        if (word.find_first_of("0123456789") == std::string::npos)
          words.try_emplace(escaped(word), static_cast<char16_t>(locale));
  };
  for (std::size_t i = 0; i < locales.all().size(); ++i) {
    if (which == "month") take(locales.all()[i]->months, i);
    if (which == "weekday") take(locales.all()[i]->weekdays, i);
    if (which == "answer") take(std::array{locales.all()[i]->forwarded.answers}, i);
  }
  return words;
}

WordsOf label_words(const Locales& locales, const std::string& label) {
  WordsOf words;
  for (std::size_t i = 0; i < locales.all().size(); ++i) {
    const auto& labels = locales.all()[i]->labels;
    if (const auto found = labels.find(label); found != labels.end())
      for (const std::string& word : found->second) words.try_emplace(escaped(word), static_cast<char16_t>(i));
  }
  return words;
}

/// Longest first, as an alternation needs them.
void sort_words(std::vector<std::string>& words) {
  std::ranges::sort(words, [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
}

std::string alternation_of(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : "|") + word;
  return "(?i:" + all + ")";
}

}  // namespace

std::string any_of_words(std::vector<std::string> words) {
  sort_words(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (std::string& word : words) word = escaped(word);
  return alternation_of(words);
}

const std::string& WordExpressions::of(const Locales& locales, std::string_view name) {
  const auto [found, is_new] = made_.try_emplace({locales.all(), std::string(name)});
  if (!is_new) return found->second;
  auto words = name.starts_with(kLabelPrefix) ? label_words(locales, std::string(name.substr(kLabelPrefix.size())))
                                              : plain_words(locales, name.substr(kWordPrefix.size()));
  if (words.empty()) return found->second;
  std::vector<std::string> sorted;
  std::vector<char16_t> families;
  sorted.reserve(words.size());
  families.reserve(words.size());
  for (const auto& [word, locale] : words) sorted.push_back(word);
  sort_words(sorted);
  for (const std::string& word : sorted) families.push_back(words.at(word));
  vocabulary_.set_families(sorted, std::move(families));
  return found->second = alternation_of(sorted);
}

std::expected<Pattern, PatternError> Patterns::parse(const std::string& expression) {
  if (const auto known = parsed_.find(expression); known != parsed_.end()) return known->second;
  auto pattern = Pattern::parse(expression, max_memory_, vocabulary_.get());
  if (pattern) parsed_.emplace(pattern->expression(), *pattern);
  return pattern;
}

std::vector<Pattern> Patterns::all() const {
  std::vector<Pattern> patterns;
  patterns.reserve(parsed_.size());
  for (const auto& [expression, pattern] : parsed_) patterns.push_back(pattern);
  std::ranges::sort(patterns, {}, &Pattern::expression);
  return patterns;
}

std::string Patterns::digest() const {
  secrets::Sha256 digest;
  digest.add(std::to_string(max_memory_));
  for (const Pattern& pattern : all()) {
    digest.add(std::to_string(pattern.expression().size()) + ":");
    digest.add(pattern.expression());
  }
  return digest.hex();
}

}  // namespace connections::rules
