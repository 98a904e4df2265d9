#pragma once

#include <span>
#include <vector>

namespace connections {

/// The belief that a value is right, in [0, kMax]. Never 1: a text can always be wrong.
class Confidence {
 public:
  static constexpr double kMax = 0.999;

  constexpr Confidence() = default;
  /// Clamps to [0, kMax]; not-a-number becomes 0.
  constexpr explicit Confidence(double value) noexcept : value_(value > 0.0 ? (value < kMax ? value : kMax) : 0.0) {}

  [[nodiscard]] constexpr double value() const noexcept { return value_; }
  friend constexpr auto operator<=>(Confidence, Confidence) = default;

 private:
  double value_ = 0.0;
};

/// Noisy-or: the chance that at least one of several *independent* pieces of evidence is right,
/// 1 − ∏(1 − cᵢ). Empty input gives 0.
///
/// Callers pass one confidence per evidence group, not per rule: two rules that hit the same bytes,
/// or the text and HTML twins of one mail, are one group and count once, at their maximum.
///
/// Source: Pearl, Probabilistic Reasoning in Intelligent Systems (1988), §4.3.
[[nodiscard]] Confidence noisy_or(std::span<const Confidence> groups) noexcept;

/// Share of belief each of several mutually exclusive values keeps, with "none of them" as a further
/// outcome. Same order and length as `values`; sums to less than 1.
///
/// Example: {0.95} → {0.95};  {0.95, 0.60} → {0.884, 0.070}.
[[nodiscard]] std::vector<Confidence> resolve(std::span<const Confidence> values);

}  // namespace connections
