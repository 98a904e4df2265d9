#include "sync/silence/surprise.h"

#include <algorithm>
#include <cmath>

namespace connections::sync {
namespace {

constexpr double kMostShare = 0.98;  ///< no record is so good that one failure is news
constexpr std::size_t kLeastSurge = 3;

double share(const Record& record) {
  return std::min((static_cast<double>(record.good) + 1) / (static_cast<double>(record.all) + 2), kMostShare);
}

/// The chance of at least `bad` of `all`, each with chance p.
double binomial_tail(std::size_t bad, std::size_t all, double p) {
  const auto n = static_cast<double>(all);
  double tail = 0;
  for (std::size_t i = bad; i <= all; ++i) {
    const auto k = static_cast<double>(i);
    tail += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(p) +
                     (n - k) * std::log1p(-p));
  }
  return tail;
}

double threshold(double a_year) { return kFalseAlarmsAYear / std::max(a_year, 1.0); }

}  // namespace

bool is_silence(const Record& before, std::size_t failures, double a_year) {
  if (before.all < kLeastRecord || failures == 0) return false;
  return std::pow(1 - share(before), static_cast<double>(failures)) <= threshold(a_year);
}

bool is_surge(const Record& before, std::size_t bad, std::size_t all, double looks_a_year) {
  if (before.all < kLeastRecord || bad < kLeastSurge) return false;
  return binomial_tail(bad, all, 1 - share(before)) <= threshold(looks_a_year);
}

}  // namespace connections::sync
