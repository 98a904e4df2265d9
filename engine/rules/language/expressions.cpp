#include "rules/language/expressions.h"

#include <algorithm>

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

/// Words of all languages for {{word.month}} and {{word.weekday}}; those with digits ("5月") are left to the rule.
std::vector<std::string> calendar_words(const Locales& locales, std::string_view which) {
  std::vector<std::string> words;
  const auto take = [&](const auto& rows) {
    for (const auto& row : rows)
      for (const std::string& word : row)
        if (word.find_first_of("0123456789") == std::string::npos) words.push_back(word);
  };
  for (const Locale* locale : locales.all()) {
    if (which == "month") take(locale->months);
    if (which == "weekday") take(locale->weekdays);
  }
  return words;
}

std::vector<std::string> label_words(const Locales& locales, const std::string& label) {
  std::vector<std::string> words;
  for (const Locale* locale : locales.all())
    if (const auto found = locale->labels.find(label); found != locale->labels.end())
      words.insert(words.end(), found->second.begin(), found->second.end());
  return words;
}

}  // namespace

std::string any_of_words(std::vector<std::string> words) {
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : "|") + escaped(word);
  return "(?i:" + all + ")";
}

const std::string& WordExpressions::of(const Locales& locales, std::string_view name) {
  const auto [found, is_new] = made_.try_emplace({locales.all(), std::string(name)});
  if (!is_new) return found->second;
  auto words = name.starts_with(kLabelPrefix) ? label_words(locales, std::string(name.substr(kLabelPrefix.size())))
                                              : calendar_words(locales, name.substr(kWordPrefix.size()));
  if (!words.empty()) found->second = any_of_words(std::move(words));
  return found->second;
}

std::expected<Pattern, PatternError> Patterns::parse(const std::string& expression) {
  if (const auto known = parsed_.find(expression); known != parsed_.end()) return known->second;
  auto pattern = Pattern::parse(expression, max_memory_);
  if (pattern) parsed_.emplace(pattern->expression(), *pattern);
  return pattern;
}

std::vector<Pattern> Patterns::all() const {
  std::vector<Pattern> patterns;
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
