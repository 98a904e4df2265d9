#pragma once

#include <expected>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/book/locale.h"
#include "rules/book/pattern.h"

namespace connections::rules {

/// What the names of words in locales begin with, inside of {{…}}.
inline constexpr std::string_view kLabelPrefix = "label.";
inline constexpr std::string_view kWordPrefix = "word.";

/// An expression that matches any of the words, longest first, white space in any amount, case ignored.
[[nodiscard]] std::string any_of_words(std::vector<std::string> words);

/// Expressions for the words of locales, made once for the same locales: those of one label have up to 5 kB. The
/// vocabulary is told which words are of one language.
class WordExpressions {
 public:
  explicit WordExpressions(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
  /// Of "label.check_in", "word.month" or "word.weekday"; empty: the locales have no such words.
  [[nodiscard]] const std::string& of(const Locales& locales, std::string_view name);

 private:
  Vocabulary& vocabulary_;
  std::map<std::pair<std::vector<const Locale*>, std::string>, std::string> made_;
};

/// Expanded expressions. Equal ones are one Pattern, so that RE2 compiles them once.
class Patterns {
 public:
  explicit Patterns(std::size_t max_memory) : max_memory_(max_memory) {}
  /// See Pattern::parse.
  [[nodiscard]] std::expected<Pattern, PatternError> parse(const std::string& expression);
  [[nodiscard]] std::vector<Pattern> all() const;  ///< that were parsed, sorted by their text
  /// SHA-256 over all expressions that were parsed, and the memory that each may take.
  [[nodiscard]] std::string digest() const;
  [[nodiscard]] const std::shared_ptr<Vocabulary>& vocabulary() const noexcept { return vocabulary_; }

 private:
  std::size_t max_memory_;
  std::shared_ptr<Vocabulary> vocabulary_ = std::make_shared<Vocabulary>();
  std::unordered_map<std::string_view, Pattern> parsed_;  ///< keys are views into the patterns
};

/// What is looked for in expressions beyond what their own text tells.
struct PatternChecks {
  bool compile = true;  ///< whether RE2 takes them
  bool warn = true;     ///< whether they are slow; compiles them too
};

/// What all files of one load share of their expressions.
struct Expressions {
  std::set<std::string> used = {};  ///< names that some expression used, as "file:NAME"; others are unused
  Patterns patterns;
  WordExpressions words{*patterns.vocabulary()};
  PatternChecks checks = {};
};

}  // namespace connections::rules
