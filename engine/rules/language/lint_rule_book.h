#pragma once

#include <string>
#include <vector>

#include "rules/book/pack.h"

namespace connections::rules {

/// Something in a loaded book that can never have an effect. Only what is certain: a parser's code may add facts and
/// signals, so nothing is said about those.
struct Useless {
  int code;  ///< 103 or 104
  Location where;
  std::string message;
};

/// Rules that another one shadows (R103); conditions that no mail can meet, and shared packs whose kinds nobody
/// decides (R104). Pure.
[[nodiscard]] std::vector<Useless> find_useless(const RuleBook& book);

/// Why no mail can meet the condition; empty if one may. `in: []`, all and none of one test, two equalities of one
/// part without a common word.
[[nodiscard]] std::string why_never(const Condition& condition);
[[nodiscard]] bool same_test(const Condition& a, const Condition& b);

}  // namespace connections::rules
