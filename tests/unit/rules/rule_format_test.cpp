// The canonical layout: what it changes, what it never changes, and that it stays where it is.
#include <filesystem>

#include <gmock/gmock.h>

#include "rules/format/rule_format.h"
#include "support/files.h"

namespace connections::rules {
namespace {

using testing::HasSubstr;

constexpr const char* kHead = "schema: 1\npack: inn.confirmed\n";

std::string format(const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  const auto once = format_rule_file(text, "a.yaml", diagnostics);
  if (!once) return to_string(once.error()) + render(diagnostics, DiagnosticFormat::kText);
  const auto twice = format_rule_file(*once, "a.yaml", diagnostics);
  EXPECT_EQ(twice.value_or("no second time"), *once);
  return *once;
}

TEST(RuleFormat, PutsKeysInTheOrderOfTheTable) {
  EXPECT_EQ(
      format("rules:\n- confidence: 0.9\n  emit: {guest_name: n}\n  re: 'G (?P<n>.+)'\n  part: text\n  id: inn.a\n"
             "kind: confirmed\npack: inn.confirmed\nschema: 1\n"),
      std::string(kHead) +
          "kind: confirmed\nrules:\n  - id: inn.a\n    part: text\n    re: 'G (?P<n>.+)'\n"
          "    emit: { guest_name: n }\n    confidence: 0.9\n");
}

TEST(RuleFormat, KeepsTheOrderOfNamesAndLists) {
  const std::string text = std::string(kHead) + "lists:\n  zoo: [b, a]\n  ant:\n    - z\n    - y\n";
  EXPECT_EQ(format(text), text);
}

TEST(RuleFormat, CommentsStayWithTheNodeTheyStandAt) {
  EXPECT_EQ(format("# what this file is\n\n# of the pack\npack: inn.confirmed # its id\n"
                   "rules: # all of them\n"
                   "# the first\n"
                   "  - confidence: 0.9 # sure\n"
                   "    # why\n"
                   "    id: inn.a\n"
                   "    # an idea for this rule\n"
                   "  # the end of the rules\n"
                   "# of the schema\nschema: 1\n"
                   "# the end\n"),
            "# what this file is\n\n# of the pack\n# of the schema\nschema: 1\npack: inn.confirmed  # its id\n"
            "rules:  # all of them\n"
            "  # the first\n"
            "  # why\n"
            "  - id: inn.a\n"
            "    confidence: 0.9  # sure\n"
            "    # an idea for this rule\n"
            "  # the end of the rules\n"
            "# the end\n");
}

TEST(RuleFormat, AHashInATextIsNoComment) {
  const std::string text = std::string(kHead) + "macros:\n  A: '#\\d+ # x'\n  B: 'it''s #1'\n  C: 'a#b'\n";
  EXPECT_EQ(format(text), text);
}

TEST(RuleFormat, BracketsThatDoNotFitALineBecomeABlock) {
  const std::string fits = std::string(kHead) + "select: { part: subject, re: '" + std::string(80, 'x') + "' }\n";
  EXPECT_EQ(format(fits), fits);
  const std::string wide = std::string(88, 'x');
  EXPECT_EQ(format(std::string(kHead) + "select: { any: [ { re: '" + wide + "', part: subject } ] }  # why\n"),
            std::string(kHead) + "select:  # why\n  any:\n    - { part: subject, re: '" + wide + "' }\n");
  // Width is counted in characters, not in bytes.
  const std::string wide_letters = std::string(kHead) + "key: ['" + std::string(50, 'x') + "äöüäöüäöüäöüäöüäöüäöü']\n";
  EXPECT_EQ(format(wide_letters), wide_letters);
}

TEST(RuleFormat, ACommentInsideBracketsOpensThem) {
  EXPECT_EQ(format(std::string(kHead) + "key: [guest_name, # the guest\n  check_in]\n"),
            std::string(kHead) + "key:\n  - guest_name  # the guest\n  - check_in\n");
  EXPECT_EQ(format(std::string(kHead) + "key: [\n  guest_name,\n  # no more\n]\n"),
            std::string(kHead) + "key:\n  - guest_name\n  # no more\n");
}

TEST(RuleFormat, KeepsOneEmptyLineAndNoneAtTheBeginningOfABlock) {
  EXPECT_EQ(format("\n\nschema: 1\n\n\n\npack: inn.confirmed   \nkey:\n\n  - check_in\n\n\n  - check_out\n\n\n"),
            "schema: 1\n\npack: inn.confirmed\nkey:\n  - check_in\n\n  - check_out\n");
}

TEST(RuleFormat, DoubleQuotesBecomeSingleWhereNothingNeedsThem) {
  EXPECT_EQ(format(std::string(kHead) + "macros:\n  A: \"x y\"\n  B: \"it's\"\n  C: \"a\\tb\"\n  D: plain\n"),
            std::string(kHead) + "macros:\n  A: 'x y'\n  B: \"it's\"\n  C: \"a\\tb\"\n  D: 'plain'\n");
}

TEST(RuleFormat, TextBlocksKeepEveryByteOfTheirValue) {
  const std::string mail =
      "schema: 1\ntests: inn\ncases:\n  - name: blocks\n    mail:\n      text: |\n        Guest: Ada\n\n"
      "          indented   \n        # no comment\n        \n      html: |2-\n          begins with spaces\n"
      "    kind: confirmed\n";
  EXPECT_EQ(format(mail), [&] {
    std::string canonical = mail;
    canonical.erase(canonical.find("        \n"), 8);  // an empty line
    return canonical;
  }());
  EXPECT_EQ(
      format("schema: 1\ntests: inn\ncases:\n- mail:\n   text: >+ # folded\n    a\n    b\n\n  name: x\n"),
      "schema: 1\ntests: inn\ncases:\n  - name: x\n    mail:\n      text: >+  # folded\n        a\n        b\n\n");
}

TEST(RuleFormat, LinesEndInNewlineAlone) {
  EXPECT_EQ(format("\xEF\xBB\xBFschema: 1\r\npack: inn.confirmed # id\r\n"), "schema: 1\npack: inn.confirmed  # id\n");
  EXPECT_EQ(format("schema: 1\npack: inn.confirmed"), kHead);
}

TEST(RuleFormat, TextsOverSeveralLinesAreJoined) {
  EXPECT_EQ(format(std::string(kHead) + "subkind: one\n  two\nlists: { a: ['x\n  y', \"p\n\n  q\"] }\n"),
            std::string(kHead) + "subkind: one two\nlists: { a: ['x y', \"p\\nq\"] }\n");
}

TEST(RuleFormat, AFileWithErrorsIsRefusedWithThem) {
  EXPECT_THAT(format("schema: 1\npack: a\npack: b\n"), HasSubstr("a.yaml:3:1: error[R003]"));
  EXPECT_THAT(format("schema: [1\n"), HasSubstr("R001"));
  EXPECT_THAT(format(",\nschema: 1\n"), HasSubstr("R001"));  // yaml-cpp alone never comes to an end here
  EXPECT_THAT(format("schema: 1\npack: \xFF\n"), HasSubstr("UTF-8"));
}

/// The rules that are shipped, and the templates of `rules new`, keep their content, and the templates are canonical.
TEST(RuleFormat, HandlesEveryRuleFileOfThisRepository) {
  std::size_t files = 0;
  for (const char* folder : {"rules", "engine/rules/language/new_platform"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(CONNECTIONS_SOURCE_DIR) + '/' + folder)) {
      if (entry.path().extension() != ".yaml") continue;
      const std::string text = test::read_file(entry.path());
      const std::string laid_out = format(text);
      EXPECT_THAT(laid_out, testing::Not(testing::StartsWith("E3"))) << entry.path();
      if (std::string(folder) != "rules") {
        EXPECT_EQ(laid_out, text);
      }
      ++files;
    }
  EXPECT_GE(files, 60u);
}

}  // namespace
}  // namespace connections::rules
