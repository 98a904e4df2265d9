// rules/README.md is the reference of the language: its tables come from the schema, its examples run.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include "rule_folder.h"
#include "rules/evaluation/evaluator.h"
#include "rules/syntax/schema.h"
#include "rules/testing/parse_rule_test.h"
#include "rules/testing/rule_test_report.h"
#include "support/golden.h"

namespace connections::test {
namespace {

const std::filesystem::path kReadme = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules/README.md";

std::string type_of(const rules::KeySpec& key) {
  using enum rules::ValueType;
  switch (key.type) {
    case kText: {
      if (key.words.empty()) return "text";
      std::string words(key.words);
      for (auto bar = words.find('|'); bar != std::string::npos; bar = words.find('|', bar + 1))
        words.replace(bar, 1, ", ");
      return words;
    }
    case kTexts:
      return "list of texts";
    case kTextOrTexts:
      return "text or list";
    case kNumber:
      return "whole number";
    case kDecimal:
      return fmt::format("number from {} to {}", key.least, key.most);
    case kConfidence:
      return "number over 0, at most 0.999";
    case kFlag:
      return "true or false";
    case kObject:
      return fmt::format("{}", key.object);
    case kObjects:
      return fmt::format("list of {}", key.object);
    case kNamedTexts:
      return "name: text";
    case kNamedLists:
      return "name: list of texts";
    case kWordLists:
      return "list of lists";
    case kEmits:
      return "field: group, or emit";
    case kExpects:
      return "field: value, or expect";
  }
  return "";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? "\\|" : std::string(1, c);
  return out;
}

std::string keys_of(const rules::ObjectSpec& object) {
  std::string out = fmt::format("{}\n\n| key | value | meaning |\n|---|---|---|\n", object.doc);
  for (const rules::KeySpec& key : object.keys)
    out += fmt::format("| `{}`{} | {} | {} |\n", key.name, key.required ? " *" : "", escaped(type_of(key)),
                       escaped(key.doc));
  return out;
}

std::string codes() {
  std::string out = "| code | it says |\n|---|---|\n";
  for (const rules::CodeInfo& info : rules::all_codes())
    out += fmt::format("| {} | {}{} |\n", to_string(info.code),
                       rules::severity_of(info.code) == rules::Severity::kWarning ? "warning: " : "", info.meaning);
  return out;
}

std::string comparisons() {
  std::string out = "| `compare` | levels | what it compares |\n|---|---|---|\n";
  for (const match::ComparisonInfo& one : match::all_comparisons()) {
    const std::string levels =
        one.words.empty() ? fmt::format("`at_most` {}", one.unit) : fmt::format("{}", fmt::join(one.words, ", "));
    out += fmt::format("| `{}` | {} | {} |\n", one.name, levels, one.doc);
  }
  return out;
}

/// Puts `table` between the two markers; false if they are not there.
bool fill(std::string& text, const std::string& begin, const std::string& end, const std::string& table) {
  const auto from = text.find(begin);
  const auto to = from == std::string::npos ? from : text.find(end, from);
  if (to == std::string::npos) return false;
  const auto at = from + begin.size();
  text.replace(at, to - at, "\n" + table);
  return true;
}

/// CONNECTIONS_UPDATE_GOLDEN=1 writes the tables.
TEST(Readme, TablesAreThoseOfTheSchema) {
  std::string text = read_file(kReadme);
  for (const rules::ObjectSpec& object : rules::all_objects())
    EXPECT_TRUE(fill(text, fmt::format("<!-- keys:{} -->", object.name), "<!-- /keys -->", keys_of(object)))
        << "rules/README.md has no <!-- keys:" << object.name << " -->";
  EXPECT_TRUE(fill(text, "<!-- codes -->", "<!-- /codes -->", codes()));
  EXPECT_TRUE(fill(text, "<!-- comparisons -->", "<!-- /comparisons -->", comparisons()));
  EXPECT_TRUE(matches_golden(kReadme, text));
}

/// All examples are one rules folder, beside the shipped English.
std::string examples() {
  const std::string text = read_file(kReadme);
  constexpr std::string_view kOpen = "```yaml\n", kClose = "```\n";
  std::string all;
  for (auto at = text.find(kOpen); at != std::string::npos; at = text.find(kOpen, at)) {
    at += kOpen.size();
    const auto end = text.find(kClose, at);
    const std::string yaml = text.substr(at, end - at);
    if (yaml.starts_with("# yaml-language-server")) continue;  // a line to copy, no file
    EXPECT_TRUE(yaml.starts_with("# file: ")) << "an example says which file it is:\n" << yaml;
    all += yaml;
  }
  return all;
}

TEST(Readme, ExamplesLoadAndTheirTestsPass) {
  const RuleFolder folder(examples());
  const std::string english = "rules/common/locales/en.yaml";
  write_file(folder.path() / english, read_file(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / english));
  const auto outcome = folder.load();
  ASSERT_NE(outcome.book, nullptr) << rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText);
  EXPECT_EQ(rules::render(outcome.diagnostics, rules::DiagnosticFormat::kText), "");
  const auto tests = rules::read_rule_tests({folder.path() / "rules"}, *outcome.book);
  EXPECT_GE(tests.cases.size(), 2u);
  for (const rules::RuleCase& one : tests.cases) {
    const rules::CaseResult result = rules::run_rule_case(
        *outcome.book, one, [&](const mail::Mail& mail, std::string_view platform, rules::Trace* trace) {
          return rules::extract_by_rules(*outcome.book, mail, platform, trace);
        });
    EXPECT_FALSE(result.failed()) << rules::rule_tests_text({&result, 1});
  }
  EXPECT_GE(tests.match_cases.size(), 1u);
  for (const rules::MatchCase& one : tests.match_cases) {
    const rules::CaseResult result = rules::run_match_case(*outcome.book, one);
    EXPECT_FALSE(result.failed()) << rules::rule_tests_text({&result, 1});
  }
}

}  // namespace
}  // namespace connections::test
