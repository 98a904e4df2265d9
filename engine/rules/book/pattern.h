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

/// One compiled RE2 expression: linear time, named groups only, its memory capped. Immutable, thread-safe.
/// The rest of the engine sees RE2 only through this header and pattern_set.h; pattern.cpp is its only user.
class Pattern {
 public:
  static constexpr std::size_t kDefaultMemory = 2u << 20;  ///< bytes of program and DFA, a pattern

  /// Refuses plain `(…)` groups, duplicate group names (RE2 would silently take the leftmost), `\C`,
  /// and what RE2 itself refuses.
  [[nodiscard]] static std::expected<Pattern, PatternError> compile(std::string_view expression,
                                                                    std::size_t max_memory = kDefaultMemory);

  [[nodiscard]] const std::string& expression() const noexcept;
  [[nodiscard]] const std::vector<std::string>& groups() const noexcept;                 ///< names, by number
  [[nodiscard]] std::optional<std::size_t> group(std::string_view name) const noexcept;  ///< index into Match::spans
  [[nodiscard]] int program_size() const noexcept;

  /// First match in text[from, …); offsets are of `text`.
  [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t from = 0) const;
  [[nodiscard]] bool contains(std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace connections::rules
