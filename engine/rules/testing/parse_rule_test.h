#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "rules/language/diagnostic.h"
#include "rules/language/rule_source.h"
#include "rules/testing/rule_test.h"

namespace connections::rules {

/// The cases of some test files, and what is wrong with the files: their shape (R001 …), and R018 an unknown
/// platform, pack, rule or field; R019 a mail that is not there or not one; R020 a value or time that its field
/// cannot hold; R021 keys of a case that contradict each other.
struct RuleTests {
  std::vector<RuleCase> cases;
  std::vector<std::pair<std::filesystem::path, std::string>> files;  ///< and as their cases show them
  std::vector<Diagnostic> diagnostics;
};

/// Reads every *.test.yaml at or below `paths`, sorted. A path that is not there is R013. Throws nothing.
[[nodiscard]] RuleTests read_rule_tests(const std::vector<std::filesystem::path>& paths, const RuleBook& book);

/// One file whose shape has been checked. `file:` of a mail is relative to the file's path.
void read_rule_test(const RuleSource& source, const RuleBook& book, Report& report, std::vector<RuleCase>& cases);

}  // namespace connections::rules
