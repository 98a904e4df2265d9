#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "rules/syntax/diagnostic.h"
#include "rules/syntax/report.h"
#include "rules/testing/match_test.h"
#include "rules/testing/rule_test.h"

namespace connections::rules {

/// The cases of some test files, and what is wrong with the files: their shape (R001 …), and R018 an unknown
/// platform, pack, rule or field; R019 a test mail that is missing or invalid; R020 an invalid value or time; R021
/// contradictory keys of a case.
struct RuleTests {
  std::vector<RuleCase> cases;
  std::vector<MatchCase> match_cases;
  std::vector<std::pair<std::filesystem::path, std::string>> files;  ///< and as their cases show them
  std::vector<Diagnostic> diagnostics;
};

/// Reads every *.test.yaml at or below `paths`, sorted. A missing path is R013. Throws nothing.
[[nodiscard]] RuleTests read_rule_tests(const std::vector<std::filesystem::path>& paths, const RuleBook& book);

/// One file whose shape has been checked. `file:` of a mail is relative to the file's path.
void read_rule_test(const RuleSource& source, const RuleBook& book, Report& report, std::vector<RuleCase>& cases);

}  // namespace connections::rules
