#pragma once

#include "plugin/parsers.h"
#include "rules/testing/rule_test.h"

namespace connections::plugin {

/// Runs a case as production reads its mail: through the parser of the case's platform, a shared object's code
/// included. `book` may be another one than the parsers' own. Throws nothing.
[[nodiscard]] rules::CaseResult run_rule_test(Parsers& parsers, const rules::RuleBook& book, rules::RuleCase test);

}  // namespace connections::plugin
