#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/book/pack.h"
#include "rules/syntax/diagnostic.h"

namespace connections::rules {

/// What in a loaded book can never have an effect: rules that another one shadows (R103); conditions that no mail can
/// meet, and shared packs whose kinds no pack decides (R104). Only what is certain: a parser's code may add facts and
/// signals, so nothing is said about those. Source lines are left empty. Pure.
[[nodiscard]] std::vector<Diagnostic> find_useless(const RuleBook& book);

/// Why no mail can meet a condition: `in: []`, all and none of one test, two equalities of one part without a common
/// word.
struct Contradiction {
  std::string message;
  std::optional<Location> against;  ///< the test that it contradicts
};
/// Nothing if a mail may meet it.
[[nodiscard]] std::optional<Contradiction> why_never(const Condition& condition);
[[nodiscard]] bool same_test(const Condition& a, const Condition& b);

}  // namespace connections::rules
