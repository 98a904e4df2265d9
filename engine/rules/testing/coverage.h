#pragma once

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "rules/testing/rule_test.h"

namespace connections::rules {

/// In how many cases a rule did what. Only cases that passed count.
struct RuleCoverage {
  std::string rule;
  std::size_t matched = 0;       ///< and put a value forward that no stronger rule read from the same bytes
  std::size_t no_match = 0;      ///< its pack took the mail; it found nothing readable
  std::size_t not_selected = 0;  ///< its pack did not take the mail
  std::size_t vetoed = 0;        ///< a `reject` took every match back
  std::size_t shadowed = 0;      ///< everything it read, a stronger rule read from the same bytes
  std::size_t covers = 0;        ///< cases that name it as their negative example

  [[nodiscard]] bool positive() const noexcept { return matched > 0; }
  [[nodiscard]] bool negative() const noexcept { return covers + no_match + vetoed > 0; }
};

struct Coverage {
  std::vector<RuleCoverage> rules;  ///< sorted by id; disabled rules are left out
  /// Share of rules with a positive and a negative case, in percent; 100 without rules.
  [[nodiscard]] double percent() const noexcept;
};

/// Coverage of the rules of these platforms; empty `platforms`: of all. Pure.
[[nodiscard]] Coverage measure_coverage(const RuleBook& book, const std::vector<CaseResult>& results,
                                        const std::set<std::string>& platforms = {});

[[nodiscard]] std::string coverage_text(const Coverage& coverage);
[[nodiscard]] nlohmann::ordered_json coverage_json(const Coverage& coverage);

}  // namespace connections::rules
