#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "rules/book/pattern.h"

namespace connections::rules {

/// Tells which of many patterns occur in a text, in one pass (RE2::Set). A set has no fall-back of its
/// own: when its memory runs out it says so, and every pattern is tried singly. Compiled at the first use, like its
/// patterns. Immutable, thread-safe.
class PatternSet {
 public:
  static constexpr std::size_t kDefaultMemory = 32u << 20;

  explicit PatternSet(std::vector<Pattern> patterns, std::size_t max_memory = kDefaultMemory);

  void prepare() const;  ///< compiles it now, so that its first use need not
  /// Indexes of the patterns that occur in `text`, ascending. After a fall-back: every pattern was tried.
  [[nodiscard]] std::vector<std::size_t> find(std::string_view text) const;
  [[nodiscard]] bool fits() const;  ///< false: it does not compile within its memory, every find falls back
  [[nodiscard]] std::uint64_t fallbacks() const noexcept;  ///< must stay 0; a metric

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace connections::rules
