// Rule files as people get them wrong: every mistake at once, with its place and what was meant.
#include <gmock/gmock.h>

#include "rules/rule_book_loader.h"
#include "support/files.h"

namespace connections::rules {
namespace {

using testing::HasSubstr;

constexpr const char* kPlatform =
    "schema: 1\nplatform: inn\nname: Inn\ntrusted_domains: [inn.example]\nrecognise: { part: from.address, domain: "
    "inn.example }\n";
constexpr const char* kHead =
    "schema: 1\npack: inn.confirmed\nkind: confirmed\nselect: { part: subject, re: 'booked' }\n";

/// Diagnostics of a rules folder with one platform and one pack file.
std::string check(const std::string& pack, const std::string& overrides = {}) {
  const test::TempFolder folder;
  test::write_file(folder.path() / "rules" / "inn" / "platform.yaml", kPlatform);
  test::write_file(folder.path() / "rules" / "inn" / "confirmed.yaml", pack);
  if (!overrides.empty()) test::write_file(folder.path() / "site" / "own.yaml", overrides);
  const auto outcome = load_rule_book({.rules = folder.path() / "rules",
                                       .overrides = overrides.empty() ? "" : folder.path() / "site",
                                       .engine_version = "0.1.0",
                                       .budgets = {}});
  EXPECT_EQ(outcome.book == nullptr, has_errors(outcome.diagnostics));
  return render(outcome.diagnostics, DiagnosticFormat::kText);
}

std::string rule(const std::string& body) { return std::string(kHead) + "rules:\n  - " + body + "\n"; }

TEST(RuleFile, AGoodOneSaysNothing) {
  EXPECT_EQ(
      check(rule(
          "{ id: inn.confirmed.name, part: text, re: 'Guest: (?P<n>.+)', emit: { guest_name: n }, confidence: 0.9 }")),
      "");
}

TEST(RuleFile, AnUnknownKeyIsShownWithCaretAndSuggestion) {
  const std::string said = check(
      rule("{ id: inn.confirmed.name, part: text, re: 'G: (?P<n>.+)', emit: { guest_name: n }, confidnce: 0.9 }"));
  EXPECT_THAT(
      said,
      HasSubstr("rules/inn/confirmed.yaml:6:88: error[R002]: unknown key 'confidnce' in rule 'inn.confirmed.name'"));
  EXPECT_THAT(said, HasSubstr("^~~~~~~~~ did you mean 'confidence'?"));
}

TEST(RuleFile, TenMistakesAreTenErrors) {
  const std::string pack =
      "schema: 2\npack: inn.confirmed\nkind: confirmd\nmay: enrich\nconfidence: 1.0\nselect: { part: subjct, re: 'a' "
      "}\nlists: { a: no }\nrules:\n"
      "  - { id: inn.confirmed.a, part: text, re: '(a)', emit: { guest_name: n }, confidence: 2 }\n"
      "  - { id: inn.confirmed.b, prt: text, re: 'b', emit: { guest: n }, confidence: 0.5 }\n";
  const std::string said = check(pack);
  std::size_t errors = 0;
  for (auto at = said.find("error[R"); at != std::string::npos; at = said.find("error[R", at + 1)) ++errors;
  EXPECT_GE(errors, 8u) << said;
}

struct Trap {
  const char* name;
  std::string yaml;
  const char* says;
};
std::ostream& operator<<(std::ostream& out, const Trap& trap) { return out << trap.name; }
class YamlTraps : public testing::TestWithParam<Trap> {};

TEST_P(YamlTraps, AreErrorsWithAReason) { EXPECT_THAT(check(GetParam().yaml), HasSubstr(GetParam().says)); }

std::string deep(int levels) {
  return "schema: 1\nlibrary: x\nlists: { a: " + std::string(static_cast<std::size_t>(levels), '[') +
         std::string(static_cast<std::size_t>(levels), ']') + " }\n";
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, YamlTraps,
    testing::Values(Trap{"boolean_word", "schema: 1\nlibrary: x\nlists: { a: [no] }\n", "error[R017]: 'no' is no text"},
                    Trap{"octal", "schema: 1\nlibrary: x\nlists: { a: [0123] }\n", "octal"},
                    Trap{"duplicate_key", "schema: 1\nlibrary: x\nlibrary: y\n",
                         "error[R003]: key 'library' stands twice"},
                    Trap{"anchor", "schema: 1\nlibrary: &a x\n", "error[R004]: anchors"},
                    Trap{"alias", "schema: 1\nlibrary: &a x\nlists: { b: *a }\n", "aliases"},
                    Trap{"tag", "schema: 1\nlibrary: !!str x\n", "the tag"},
                    Trap{"tab", "schema: 1\nlibrary: x\nlists:\n\ta: [b]\n", "error[R001]"},
                    Trap{"two_documents", "schema: 1\nlibrary: x\n---\nschema: 1\n", "one document"},
                    Trap{"two_mebibytes", "schema: 1\nlibrary: x\n#" + std::string(2 << 20, 'x') + "\n",
                         "error[R012]: the file has"},
                    Trap{"a_hundred_levels", deep(100), "nested deeper than 32"}, Trap{"empty", "", "error[R001]"},
                    Trap{"no_kind", "schema: 1\n", "no key says what this file is"},
                    Trap{"list", "- a\n- b\n", "a rule file is a map"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(RuleFile, AnExpressionIsRefusedAtItsPlace) {
  EXPECT_THAT(
      check(rule("{ id: inn.confirmed.a, part: text, re: 'x(?P<n>[', emit: { guest_name: n }, confidence: 0.5 }")),
      HasSubstr("error[R008]"));
}

TEST(RuleFile, NamesThatDoNotExistAreErrors) {
  EXPECT_THAT(
      check(rule(
          "{ id: inn.confirmed.a, part: text, re: '{{CODE}}(?P<n>a)', emit: { guest_name: n }, confidence: 0.5 }")),
      HasSubstr("error[R009]: there is no macro 'CODE'"));
  EXPECT_THAT(
      check(rule("{ id: inn.confirmed.a, part: text, re: '(?P<n>a)', emit: { guest_name: m }, confidence: 0.5 }")),
      HasSubstr("error[R010]: the expression has no group 'm'"));
  EXPECT_THAT(
      check(rule(
          "{ id: inn.confirmed.a, part: text, re: '(?P<n>a)(?P<u>b)', emit: { guest_name: n }, confidence: 0.5 }")),
      HasSubstr("'u' is captured and not used"));
  EXPECT_THAT(check(std::string(kHead) + "include: [absent.yaml]\n"), HasSubstr("error[R013]"));
  EXPECT_THAT(check(std::string(kHead) + "extends: inn.absent\n"), HasSubstr("error[R016]"));
}

TEST(RuleFile, MacrosThatGoRoundAreCaught) {
  EXPECT_THAT(check(std::string(kHead) + "macros: { A: '{{B}}', B: '{{A}}' }\nrules:\n  - { id: inn.confirmed.a, part: "
                                         "text, re: '{{A}}(?P<n>a)', emit: { guest_name: n }, confidence: 0.5 }\n"),
              HasSubstr("error[R014]"));
}

TEST(RuleFile, AVersionThatThisEngineIsNotIsRefused) {
  EXPECT_THAT(check("requires: { engine: '>=9.0' }\n" + std::string(kHead)),
              HasSubstr("error[R015]: this file needs engine >=9.0"));
}

TEST(Overrides, NameAnExistingTargetAndAReason) {
  const std::string pack =
      rule("{ id: inn.confirmed.name, part: text, re: 'G: (?P<n>.+)', emit: { guest_name: n }, confidence: 0.9 }");
  EXPECT_EQ(check(pack, "schema: 1\noverrides:\n  - { rule: inn.confirmed.name, disable: true, reason: ours }\n"), "");
  EXPECT_THAT(check(pack, "schema: 1\noverrides:\n  - { rule: inn.confirmed.nmae, disable: true, reason: ours }\n"),
              HasSubstr("error[R016]"));
  EXPECT_THAT(check(pack, "schema: 1\noverrides:\n  - { rule: inn.confirmed.name, disable: true }\n"),
              HasSubstr("needs the key 'reason'"));
  EXPECT_THAT(check(pack,
                    "schema: 1\noverrides:\n  - { rule: inn.confirmed.name, disable: true, reason: a }\n  - { rule: "
                    "inn.confirmed.name, set: { confidence: 0.5 }, reason: b }\n"),
              HasSubstr("error[R011]"));
}

TEST(Diagnostics, HaveAFormForGithubAndOneForPrograms) {
  std::vector<Diagnostic> one{{.code = 2,
                               .message = "unknown key",
                               .where = {"rules/a.yaml", 3, 5},
                               .length = 2,
                               .source_line = "  ab: 1",
                               .suggestion = "did you mean 'abc'?"}};
  EXPECT_EQ(render(one, DiagnosticFormat::kGithub),
            "::error file=rules/a.yaml,line=3,col=5,title=R002::unknown key; did you mean 'abc'?\n");
  EXPECT_THAT(render(one, DiagnosticFormat::kJson), HasSubstr("\"code\": \"R002\""));
}

}  // namespace
}  // namespace connections::rules
