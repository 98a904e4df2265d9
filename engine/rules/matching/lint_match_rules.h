#pragma once

#include "match/policy.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// Warnings about rules that load: an update out of reach (R106), twins in no group (R108).
void lint_match_rules(const RuleSource& source, const match::MatchRules& rules, Report& report);

}  // namespace connections::rules
