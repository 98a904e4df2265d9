#pragma once

#include <string>
#include <vector>

#include "rules/testing/rule_test.h"

namespace connections::rules {

/// Lines for a person who looks at a failed rule test.
[[nodiscard]] std::string line_of(const TraceStep& step);
/// Which packs' conditions held, and what decided.
[[nodiscard]] std::vector<std::string> trace_of_packs(const CaseResult& result);
/// What the rules that can put the field forward did; those that found nothing share one line.
[[nodiscard]] std::vector<std::string> trace_of_field(const CaseResult& result, Field field);

}  // namespace connections::rules
