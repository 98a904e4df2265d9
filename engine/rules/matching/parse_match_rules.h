#pragma once

#include <map>
#include <string>
#include <vector>

#include "match/policy.h"
#include "rules/syntax/report.h"

namespace connections::rules {

/// Compiles one file of rules/match. `base`: what it extends; null: nothing. Ids that were taken before are in `ids`.
[[nodiscard]] match::MatchRules parse_match_rules(const RuleSource& source, const match::MatchRules* base,
                                                  std::map<std::string, const YamlNode*>& ids, Report& report);

/// Of the file's platform. What else the matcher must know of a platform stands in its platform.yaml.
[[nodiscard]] std::vector<match::CodeShape> parse_code_shapes(const RuleSource& source);

}  // namespace connections::rules
