#include "rules/evaluation/explain_arithmetic.h"

#include <map>

#include <fmt/format.h>

namespace connections::rules {

std::string shortest(double value) { return fmt::format("{}", value); }

std::string pooled_terms(const Candidate& candidate) {
  std::map<std::size_t, Confidence> groups;
  for (const Evidence& one : candidate.evidence) groups[one.group] = std::max(groups[one.group], one.confidence);
  std::string factors;
  for (const auto& [number, confidence] : groups)
    factors += fmt::format("{}(1−{})", factors.empty() ? "" : "·", shortest(confidence.value()));
  return fmt::format("1 − {} = {}", factors, shortest(candidate.pooled.value()));
}

std::string share_terms(const Fact& fact) {
  double none = 1.0;
  for (const Candidate& candidate : fact.candidates) none *= 1.0 - candidate.pooled.value();
  std::string sum, winner;
  for (std::size_t i = 0; i < fact.candidates.size(); ++i) {
    double weight = 1.0;
    std::string term = shortest(fact.candidates[i].pooled.value());
    for (std::size_t j = 0; j < fact.candidates.size(); ++j) {
      weight *= i == j ? fact.candidates[j].pooled.value() : 1.0 - fact.candidates[j].pooled.value();
      if (i != j) term += fmt::format("·(1−{})", shortest(fact.candidates[j].pooled.value()));
    }
    if (i == 0) winner = term;
    sum += fmt::format("{}{}", sum.empty() ? "" : " + ", shortest(weight));
  }
  return fmt::format("{} / ({} + none {}) = {}", winner, sum, shortest(none), shortest(fact.confidence.value()));
}

}  // namespace connections::rules
