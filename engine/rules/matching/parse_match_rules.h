#pragma once

#include <map>
#include <string>

#include "match/policy.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// Compiles one file of rules/match. `base`: what it extends; null: nothing. Ids that were taken before are in `ids`.
[[nodiscard]] match::MatchRules parse_match_rules(const RuleSource& source, const match::MatchRules* base,
                                                  std::map<std::string, const YamlNode*>& ids, Report& report);

/// What the file says of its platform beside numbers.
[[nodiscard]] match::PlatformTraits parse_platform_traits(const RuleSource& source);

}  // namespace connections::rules
