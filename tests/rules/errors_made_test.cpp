// Diagnostics whose files are too large, or too odd, to lie in the repository: made here, their output is golden.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "rule_folder.h"
#include "rules/syntax/report.h"
#include "support/golden.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPack =
    "schema: 1\npack: inn.confirmed\nkind: confirmed\nselect: { part: subject, re: 'booked' }\nrules:\n";

void expect_golden(const std::string& name, const RuleFolder& folder, const rules::Budgets& budgets = {}) {
  const auto outcome = folder.load(budgets);
  EXPECT_TRUE(
      matches_golden(golden(name + ".out"), rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText)));
}

TEST(MadeErrors, AFileOfTwoMebibytes) {
  expect_golden("R012-two-mebibytes", RuleFolder("# " + std::string(2 << 20, 'x') + "\nschema: 1\nlibrary: x\n"));
}

TEST(MadeErrors, AHundredLevels) {
  expect_golden("R012-a-hundred-levels", RuleFolder("schema: 1\nlibrary: x\nlists:\n  a: " + std::string(100, '[') +
                                                    std::string(100, ']') + "\n"));
}

TEST(MadeErrors, MoreMistakesThanAnybodyReads) {
  std::string text = "schema: 1\nlibrary: x\n";
  for (int i = 0; i < 1000; ++i) text += fmt::format("key{}: 1\n", i);
  const auto outcome = RuleFolder(text).load();
  ASSERT_EQ(outcome.diagnostics.size(), rules::kMaxDiagnostics + 1);
  EXPECT_TRUE(matches_golden(golden("R012-too-many-mistakes.out"),
                             rules::render({&outcome.diagnostics.back(), 1}, rules::DiagnosticFormat::kText)));
}

TEST(MadeErrors, AMillionKeysAreReadInASecond) {
  std::string text = "schema: 1\nlibrary: x\nlists: {";
  for (int i = 0; text.size() < (1u << 20) - 20; ++i) text += fmt::format("k{}: a,", i % 40'000);
  EXPECT_LE(RuleFolder(text + "}\n").load().diagnostics.size(), rules::kMaxDiagnostics + 1);
}

TEST(MadeErrors, AnExpressionThatItsMacrosBlowUp) {
  std::string text = "macros:\n  A: '" + std::string(500, 'a') + "'\n  B: '";
  for (int i = 0; i < 200; ++i) text += "{{A}}";
  expect_golden("R012-expression", RuleFolder(std::string(kPack.substr(0, kPack.find("rules:"))) + text +
                                              "'\nrules:\n  - { id: inn.confirmed.a, part: text, re: '{{B}}(?P<n>x)', "
                                              "emit: { guest_name: n }, confidence: 0.9 }\n"));
}

TEST(MadeErrors, AFileThatCannotBeRead) {
  const RuleFolder folder("# file: rules/inn/other.yaml\nschema: 1\nlibrary: x\n");
  fs::create_symlink("absent", folder.path() / "rules/inn/broken.yaml");
  fs::create_directory(folder.path() / "rules/inn/folder.yaml");  // is no rule file
  expect_golden("R013-unreadable-file", folder);
}

TEST(MadeErrors, NoRulesFolder) {
  const auto outcome = rules::load_rule_book(
      {.rules = "absent/rules", .overrides = {}, .engine_version = "0.1.0", .budgets = {}, .only = {}});
  EXPECT_TRUE(matches_golden(golden("R013-no-rules-folder.out"),
                             rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText)));
}

TEST(MadeErrors, TooManyFiles) {
  std::string text;
  for (int i = 0; i <= 2000; ++i) text += fmt::format("# file: rules/inn/x{}.yaml\n", i);
  const RuleFolder folder(text);
  const auto outcome = folder.load();
  const auto& first = outcome.diagnostics.front();
  EXPECT_EQ(first.code, rules::Code::kLimitExceeded);
  EXPECT_EQ(first.message, "more than 2000 rule files");
}

TEST(MadeErrors, AnExpressionThatDoesNotFit) {
  rules::Budgets small;
  small.pattern_memory = 64 << 10;
  expect_golden("R008-too-large",
                RuleFolder(std::string(kPack) + "  - { id: inn.confirmed.a, part: text, re: "
                                                "'(?P<n>\\p{L}{1,60})', emit: { guest_name: n }, confidence: 0.9 }\n"),
                small);
}

}  // namespace
}  // namespace connections::test
