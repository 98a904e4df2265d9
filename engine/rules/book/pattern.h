#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/part.h"

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

/// One RE2 expression: linear time, named groups only, its memory capped. Immutable, thread-safe. RE2 compiles it when
/// it is first used, once for all copies: one with the words of all languages takes 10 ms, and a mail needs few.
/// The rest of the engine sees RE2 only through this header and pattern_set.h; pattern.cpp is its only user.
class Pattern {
 public:
  /// Bytes of program and automata that a pattern may take, of which few are used. Below it, RE2 has no room for the
  /// automata of an expression with the words of all languages, and matches it without one, fifty times slower.
  static constexpr std::size_t kDefaultMemory = 32u << 20;

  /// Does not compile it yet. Refuses plain `(…)` groups, duplicate group names (RE2 would silently take the leftmost)
  /// and the rest of pattern_checks.h. What RE2 itself refuses, `refusal` says; such a pattern must not be used.
  [[nodiscard]] static std::expected<Pattern, PatternError> parse(std::string_view expression,
                                                                  std::size_t max_memory = kDefaultMemory);
  /// The same, compiled and with no refusal.
  [[nodiscard]] static std::expected<Pattern, PatternError> compile(std::string_view expression,
                                                                    std::size_t max_memory = kDefaultMemory);
  void prepare() const;  ///< compiles it now, so that its first use need not
  /// Why RE2 does not take the expression: its syntax, or the memory. Compiles it.
  [[nodiscard]] std::optional<PatternError> refusal() const;

  [[nodiscard]] const std::string& expression() const noexcept;
  [[nodiscard]] const std::vector<std::string>& groups() const noexcept;                 ///< names, by number
  [[nodiscard]] std::optional<std::size_t> group(std::string_view name) const noexcept;  ///< index into Match::spans
  [[nodiscard]] int program_size() const;                                                ///< instructions; compiles it

  /// First match in text[from, …); offsets are of `text`. Throws std::logic_error if there is a refusal: a bug.
  [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t from = 0) const;
  [[nodiscard]] bool contains(std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace connections::rules
