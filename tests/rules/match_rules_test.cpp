// rules/match: what ships is what the engine's own policy says, a site may change it, and its tests run.
#include <gmock/gmock.h>

#include "rule_folder.h"
#include "rules/syntax/schema.h"
#include "rules/testing/parse_rule_test.h"
#include "rules/testing/rule_test_report.h"

namespace connections::test {
namespace {

using match::Comparison;
using testing::HasSubstr;

const std::filesystem::path kRules = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules";

TEST(ShippedMatchRules, SayWhatTheEngineSaysByItself) {
  const auto loaded =
      rules::load_rule_book({.rules = kRules, .overrides = {}, .engine_version = "0.1.0", .budgets = {}});
  ASSERT_NE(loaded.book, nullptr) << rules::render(loaded.diagnostics, rules::DiagnosticFormat::kText);
  const match::Policy& shipped = loaded.book->matching;
  EXPECT_TRUE(shipped.common == match::default_match_rules());
  EXPECT_TRUE(shipped.platforms == match::default_platforms());
  EXPECT_TRUE(shipped.by_platform.empty());
  const auto tests = rules::read_rule_tests({kRules / "match"}, *loaded.book);
  EXPECT_FALSE(rules::has_errors(tests.diagnostics));
  ASSERT_GT(tests.match_cases.size(), 15u);
  std::vector<rules::CaseResult> results;
  for (const auto& one : tests.match_cases) results.push_back(rules::run_match_case(*loaded.book, one));
  for (const auto& one : results) EXPECT_FALSE(one.failed()) << rules::rule_tests_text(results);
}

TEST(MatchRules, TakeOverWhatTheyExtendAndWhatTheSiteChanged) {
  const RuleFolder folder(read_file(golden("good-match-rules.in.yaml")));
  const auto loaded = folder.load();
  ASSERT_NE(loaded.book, nullptr);
  const match::Policy& policy = loaded.book->matching;
  const match::MatchRules& inn = policy.of("inn");
  EXPECT_EQ(inn.of(Comparison::kName).levels[1].bits, 5);
  EXPECT_THAT(inn.of(Comparison::kName).changed, HasSubstr("few guests share a first name here"));
  EXPECT_EQ(inn.of(Comparison::kNights).id, "inn.nights");
  EXPECT_EQ(inn.groups.size(), 1u);
  EXPECT_NEAR(inn.update_at(), std::log2(9000.0 / 2), 1e-9);
  EXPECT_NEAR(policy.common.update_at(), std::log2(1000.0), 1e-9);
  EXPECT_EQ(inn.vetoes.size(), match::default_match_rules().vetoes.size() - 1);
  EXPECT_TRUE(policy.platforms.may_hold("inn", "inn"));
  EXPECT_FALSE(policy.platforms.may_hold("pms", "inn"));
  const auto tests = rules::read_rule_tests({folder.path() / "rules"}, *loaded.book);
  ASSERT_EQ(tests.match_cases.size(), 1u);
  const auto result = rules::run_match_case(*loaded.book, tests.match_cases.front());
  EXPECT_FALSE(result.failed()) << rules::rule_tests_text({&result, 1});
}

TEST(MatchRules, OfACaseThatFailsSayWhatCameAndWhy) {
  const RuleFolder folder(R"(# file: rules/match/inn.test.yaml
schema: 1
tests_match: inn
cases:
  - name: the name is wanted too strongly
    mails: [{ id: a, guest_name: Ada Example, check_in: 2026-06-12, check_out: 2026-06-15 }]
    bookings: [{ id: loft, property: Loft, check_in: 2026-06-12, check_out: 2026-06-15 }]
    expect: [{ mail: a, verdict: update, booking: loft, by: [common.name] }]
)");
  const auto loaded = folder.load();
  ASSERT_NE(loaded.book, nullptr);
  const auto tests = rules::read_rule_tests({folder.path() / "rules"}, *loaded.book);
  const auto result = rules::run_match_case(*loaded.book, tests.match_cases.at(0));
  ASSERT_TRUE(result.failed());
  EXPECT_EQ(result.mismatches.front().expected, "evidence of common.name");
  EXPECT_THAT(result.mismatches.front().trace, testing::Contains(HasSubstr("common.check_in: same")));
}

/// The words of the schema are those of the matcher.
TEST(MatchRules, HaveAComparisonForEveryWord) {
  std::string words;
  for (const auto& one : match::all_comparisons()) words += (words.empty() ? "" : "|") + std::string(one.name);
  EXPECT_EQ(rules::find_key(rules::object_spec("comparison"), "compare")->words, words);
}

}  // namespace
}  // namespace connections::test
