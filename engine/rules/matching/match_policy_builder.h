#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "match/policy.h"
#include "rules/matching/match_overrides.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// Compiles the files of rules/match, whose shapes were checked, with the site's changes. Without such files it is the
/// engine's own policy. Mistakes of meaning go to the report; then the policy is not to be used.
[[nodiscard]] match::Policy build_match_policy(std::span<const RuleSource> sources, MatchOverrides& overrides,
                                               Report& report);

}  // namespace connections::rules
