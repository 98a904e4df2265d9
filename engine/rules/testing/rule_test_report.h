#pragma once

#include <span>
#include <string>

#include "rules/testing/coverage.h"
#include "rules/testing/rule_test.h"

namespace connections::rules {

/// Failed cases with what was expected, what came and why, then the counts.
[[nodiscard]] std::string rule_tests_text(std::span<const CaseResult> results);
/// One object: cases, counts and, if given, coverage.
[[nodiscard]] std::string rule_tests_json(std::span<const CaseResult> results, const Coverage* coverage);
/// JUnit XML, one suite a file; a todo is a skipped test.
[[nodiscard]] std::string rule_tests_junit(std::span<const CaseResult> results);

}  // namespace connections::rules
