#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

/// How often automatic decisions are wrong, and how sure that is.
namespace connections::match {

/// Upper end of the one-sided interval of Clopper and Pearson for a share of which `wrong` of `of` were seen: the true
/// share is below it with this confidence. 1 where nothing was seen.
[[nodiscard]] double upper_bound(std::size_t wrong, std::size_t of, double confidence = 0.95);

/// What a rule does at one threshold.
struct RiskPoint {
  double threshold = 0;  ///< bits
  std::size_t all = 0;   ///< that could have been decided
  std::size_t decided = 0;
  std::size_t wrong = 0;
  [[nodiscard]] double coverage() const {
    return all == 0 ? 0 : static_cast<double>(decided) / static_cast<double>(all);
  }
  [[nodiscard]] double risk() const {
    return decided == 0 ? 0 : static_cast<double>(wrong) / static_cast<double>(decided);
  }
};

struct RiskCurve {
  std::string rule;
  std::vector<RiskPoint> points;  ///< strict first
};

/// One decision with how sure it was.
struct Decided {
  double bits = 0;
  bool wrong = false;
};

/// The curve over the thresholds at which something changes. Decisions that are equally sure stand together.
[[nodiscard]] RiskCurve risk_curve(std::string rule, std::vector<Decided> decided, std::size_t all);

/// The largest coverage at which the seen risk is at most this, at any threshold not laxer; 0: none.
[[nodiscard]] double coverage_at(const RiskCurve& curve, double risk);

/// The laxest threshold that is certified: walking from strict to lax, the upper bound stays at most `risk` wherever
/// enough was decided to tell (a fixed sequence of tests, so no correction). Null: not even the strictest.
[[nodiscard]] const RiskPoint* certified(const RiskCurve& curve, double risk, double confidence = 0.95);

/// Risk over coverage as a picture, a line a rule.
[[nodiscard]] std::string to_svg(std::span<const RiskCurve> curves);

}  // namespace connections::match
