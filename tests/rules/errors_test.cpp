// Every diagnostic as a person meets it: errors/NAME.in.yaml is loaded, and errors/NAME.out is what must be said.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "rule_folder.h"
#include "support/golden.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kInput = ".in.yaml";

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(golden(""))) {
    const std::string file = entry.path().filename();
    if (file.ends_with(kInput)) names.push_back(file.substr(0, file.size() - kInput.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string text_of(const rules::LoadOutcome& outcome) {
  return rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText);
}

class Errors : public testing::TestWithParam<std::string> {};

/// A case is named after what it shows: "R003-…" must say R003, "good-…" nothing at all.
TEST_P(Errors, AreSaidAsInTheGolden) {
  const std::string name = GetParam();
  const std::string said = text_of(RuleFolder(read_file(golden(name + ".in.yaml"))).load());
  EXPECT_TRUE(matches_golden(golden(name + ".out"), said));
  if (name.starts_with("good")) {
    EXPECT_EQ(said, "");
  } else if (name.starts_with("R")) {
    EXPECT_THAT(said, testing::HasSubstr("[" + name.substr(0, 4) + "]"));
  }
}

INSTANTIATE_TEST_SUITE_P(Golden, Errors, testing::ValuesIn(cases()), [](const auto& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
});

TEST(ErrorGoldens, EveryCodeHasOneAndNoGoldenIsLeftOver) {
  std::string all;
  for (const auto& entry : fs::directory_iterator(golden("")))
    if (entry.path().extension() == ".out") all += read_file(entry.path());
  for (const rules::CodeInfo& info : rules::all_codes())
    EXPECT_THAT(all, testing::HasSubstr(fmt::format(
                         "{}[{}]", rules::severity_of(info.code) == rules::Severity::kError ? "error" : "warning",
                         to_string(info.code))));
}

TEST(ErrorGoldens, ShowNoCodeThatTheTableLacks) {
  for (const std::string& name : cases())
    for (const auto& one : RuleFolder(read_file(golden(name + ".in.yaml"))).load().diagnostics)
      EXPECT_TRUE(std::any_of(rules::all_codes().begin(), rules::all_codes().end(),
                              [&](const rules::CodeInfo& info) { return info.code == one.code; }))
          << name << " says " << to_string(one.code);
}

TEST(ErrorGoldens, TenMistakesInOneFileAreTenErrorsInOneRun) {
  const auto outcome = RuleFolder(read_file(golden("ten-mistakes.in.yaml"))).load();
  std::set<std::string> different;
  for (const auto& one : outcome.diagnostics)
    if (one.severity() == rules::Severity::kError) different.insert(one.message);
  EXPECT_EQ(outcome.diagnostics.size(), 10u) << text_of(outcome);
  EXPECT_EQ(different.size(), 10u);
}

TEST(ErrorGoldens, HaveAFormForProgramsAndOneForGithub) {
  const auto outcome = RuleFolder(read_file(golden("ten-mistakes.in.yaml"))).load();
  EXPECT_TRUE(
      matches_golden(golden("ten-mistakes.json"), rules::render(outcome.diagnostics, rules::DiagnosticFormat::kJson)));
  EXPECT_TRUE(matches_golden(golden("ten-mistakes.github"),
                             rules::render(outcome.diagnostics, rules::DiagnosticFormat::kGithub)));
}

}  // namespace
}  // namespace connections::test
