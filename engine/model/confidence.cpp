#include "model/confidence.h"

namespace connections {

Confidence noisy_or(std::span<const Confidence> groups) noexcept {
  double none = 1.0;
  for (const Confidence group : groups) none *= 1.0 - group.value();
  return Confidence(1.0 - none);
}

std::vector<Confidence> resolve(std::span<const Confidence> values) {
  std::vector<double> weight(values.size(), 1.0);
  double none = 1.0;
  for (std::size_t u = 0; u < values.size(); ++u) {
    none *= 1.0 - values[u].value();
    for (std::size_t v = 0; v < values.size(); ++v) weight[v] *= v == u ? values[u].value() : 1.0 - values[u].value();
  }

  double total = none;  // > 0, because Confidence::kMax < 1
  for (const double w : weight) total += w;

  std::vector<Confidence> shares;
  shares.reserve(values.size());
  for (const double w : weight) shares.emplace_back(w / total);
  return shares;
}

}  // namespace connections
