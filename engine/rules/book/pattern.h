#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/part.h"
#include "rules/book/text_words.h"

namespace connections::rules {

/// Why a regular expression was refused, and where.
struct PatternError {
  std::string message;          ///< one sentence
  Span span;                    ///< byte range inside the expression
  std::string suggestion = {};  ///< how to write it; may be empty
};

/// One hit: the whole match first, then each named group in the order of `groups()`.
/// A group that took no part has an empty span with `begin == npos`.
struct Match {
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::vector<Span> spans;
};

/// One RE2 expression: linear time, named groups only, its memory capped. Immutable, thread-safe. It is compiled when
/// it is first used, for all copies, and for a text whose words are known with those of its words only that the text
/// holds: of the words of all languages, that is a small expression, compiled in a fraction of a millisecond and kept
/// for the next text that holds the same ones. What it matches is the same. The rest of the engine sees RE2 only
/// through this header; pattern.cpp is its only user.
class Pattern {
 public:
  /// Bytes of program and automata that a pattern may take, of which few are used. Below it, RE2 has no room for the
  /// automata of an expression with the words of all languages, and matches it without one, fifty times slower.
  static constexpr std::size_t kDefaultMemory = 32u << 20;

  /// Does not compile it yet. Refuses plain `(…)` groups, duplicate group names (RE2 would silently take the leftmost)
  /// and the rest of pattern_checks.h. What RE2 itself refuses, `refusal` says; such a pattern must not be used.
  /// `vocabulary`: takes the expression's words; null: the expression is always used whole.
  [[nodiscard]] static std::expected<Pattern, PatternError> parse(std::string_view expression,
                                                                  std::size_t max_memory = kDefaultMemory,
                                                                  Vocabulary* vocabulary = nullptr);
  /// The same, compiled and with no refusal.
  [[nodiscard]] static std::expected<Pattern, PatternError> compile(std::string_view expression,
                                                                    std::size_t max_memory = kDefaultMemory);
  /// Why RE2 does not take the expression: its syntax, or the memory. Compiles it.
  [[nodiscard]] std::optional<PatternError> refusal() const;

  [[nodiscard]] const std::string& expression() const noexcept;
  [[nodiscard]] const std::vector<std::string>& groups() const noexcept;                 ///< names, by number
  [[nodiscard]] std::optional<std::size_t> group(std::string_view name) const noexcept;  ///< index into Match::spans
  [[nodiscard]] int program_size() const;                                                ///< instructions; compiles it

  /// First match in text[from, …); offsets are of `text`. `words`: of a text that `text` is a stretch of, by the
  /// vocabulary of `parse`; null: not known. Throws std::logic_error if there is a refusal: a bug.
  [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t from = 0,
                                          TextWords* words = nullptr) const;
  [[nodiscard]] bool contains(std::string_view text, TextWords* words = nullptr) const;

  /// How often the forms that were compiled for known words were dropped, because texts held more combinations of words
  /// than are kept.
  [[nodiscard]] std::uint64_t overflows() const noexcept;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace connections::rules
