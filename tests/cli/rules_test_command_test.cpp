// `rules test` as a person and a CI job use it: the shipped cases, what fails a run, and what the reports say.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

const fs::path kRules = fs::path(CONNECTIONS_SOURCE_DIR) / "rules";

ProgramRun rules_test(std::vector<std::string> words, const std::vector<std::string>& environment = {}) {
  words.insert(words.begin(), {CONNECTIONS_PROGRAM, "rules", "test"});
  return run_program(words, environment);
}

/// A whole rules folder with one platform, whose pack reads a code; its cases are the test's.
class TinyRules {
 public:
  TinyRules() {
    fs::create_directory(rules() / "tiny");
    write_file(rules() / "tiny/platform.yaml",
               "schema: 1\nplatform: tiny\nname: Tiny\ntrusted_domains: [tiny.example]\n"
               "recognise: { part: from.address, domain: tiny.example, confidence: 0.9 }\n");
    write_file(rules() / "tiny/confirmed.yaml",
               "schema: 1\npack: tiny.confirmed\nkind: confirmed\n"
               "select: { part: subject, re: 'booked', confidence: 0.95 }\nrules:\n"
               "  - id: tiny.confirmed.code\n    part: text\n    re: 'Code (?P<c>[A-Z0-9]{6})'\n"
               "    emit: { confirmation_code: c }\n    confidence: 0.95\n");
  }

  void cases(const std::string& yaml) const { write_file(file(), "schema: 1\ntests: tiny\ncases:\n" + yaml); }
  [[nodiscard]] const fs::path& rules() const { return folder_.path(); }
  [[nodiscard]] fs::path file() const { return rules() / "tiny/confirmed.test.yaml"; }
  [[nodiscard]] ProgramRun run(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), rules().string());
    return rules_test(options);
  }

 private:
  TempFolder folder_;
};

/// A case of a mail with the code AB12CD; `more` are further keys of the case.
std::string code_case(const std::string& name, const std::string& more) {
  return "  - name: " + name + "\n    mail: { from: a@tiny.example, subject: booked, text: 'Code AB12CD' }\n    " +
         more + "\n";
}

const std::string kRight = code_case("a code", "expect: { confirmation_code: AB12CD }");
const std::string kWrong = code_case("a <wrong> & \"bad\" code", "expect: { confirmation_code: XX99XX }");
const std::string kNoCode =
    "  - name: no code\n    mail: { from: a@tiny.example, subject: booked, text: nothing }\n"
    "    absent: [confirmation_code]\n";

TEST(ShippedRuleTests, CoverEveryRuleOfEveryPlatform) {
  const ProgramRun run = rules_test({"--coverage", "--min", "100"});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.error;
  EXPECT_THAT(run.out, HasSubstr(" 0 failed"));
}

TEST(ShippedRuleTests, CoverVrboBookingAndTheManagementSystemsAlone) {
  for (const char* platform : {"vrbo", "booking", "pms"}) {
    const ProgramRun run = rules_test({(kRules / platform).string(), "--coverage", "--min", "100"});
    EXPECT_EQ(run.exit_code, 0) << run.out << run.error;
    EXPECT_THAT(run.out, HasSubstr("100.0 %")) << platform;
  }
}

/// A running process runs them when rules are reloaded: an installation has no tests/ beside its rules.
TEST(ShippedRuleTests, NeedNothingBesideTheRulesFolder) {
  const TempFolder folder;
  fs::copy(kRules, folder.path() / "rules", fs::copy_options::recursive);
  for (const char* platform : {"vrbo", "booking", "pms"}) {
    const ProgramRun run = rules_test({(folder.path() / "rules" / platform).string()});
    EXPECT_EQ(run.exit_code, 0) << run.out << run.error;
  }
}

TEST(ShippedRuleTests, DoNotDependOnZoneAndLanguageOfTheMachine) {
  const ProgramRun run =
      rules_test({(kRules / "pms").string()}, {"TZ=Pacific/Kiritimati", "LANG=fr_FR.UTF-8", "LC_ALL=fr_FR.UTF-8"});
  EXPECT_EQ(run.exit_code, 0) << run.out << run.error;
}

TEST(RulesTest, PrintsWhatWasExpectedWhatCameAndWhy) {
  const TinyRules tiny;
  tiny.cases(kRight + kWrong);
  const ProgramRun run = tiny.run();
  EXPECT_EQ(run.exit_code, 1);
  for (const char* shown : {"confirmed.test.yaml:7: failed", "expected \"XX99XX\"", "got      \"AB12CD\"",
                            "tiny.confirmed.code: matched in text", "2 cases: 1 passed, 1 failed, 0 todo"})
    EXPECT_THAT(run.out, HasSubstr(shown));
}

TEST(RulesTest, FailsACaseForEachThingThatIsNotAsItSays) {
  const std::map<std::string, std::string> wrong{
      {"kind: message", "  kind\n    expected message\n    got      confirmed"},
      {"pack: tiny.confirmed\n    selected: false", "tiny.confirmed does not take the mail"},
      {"absent: [confirmation_code]", "expected nothing accepted"},
      {"covers: [tiny.confirmed.code]", "tiny.confirmed.code puts nothing forward"},
      {"expect: { guest_name: Ada Example }", "got      nothing"},
      {"expect: { confirmation_code: { value: AB12CD, at_least: 0.99 } }", "\"AB12CD\" at 0.99 or more"},
      {"expect: { confirmation_code: { value: AB12CD, disputed: true } }", "\"AB12CD\", disputed"}};
  const TinyRules tiny;
  for (const auto& [keys, shown] : wrong) {
    tiny.cases(code_case("wrong", keys));
    const ProgramRun run = tiny.run();
    EXPECT_EQ(run.exit_code, 1) << keys;
    EXPECT_THAT(run.out, HasSubstr(shown)) << keys;
  }
}

TEST(RulesTest, TakesATodoThatFailsAndRefusesOneThatPasses) {
  const TinyRules tiny;
  tiny.cases(code_case("later", "todo: true\n    expect: { guest_name: Ada Example }"));
  const ProgramRun later = tiny.run();
  EXPECT_EQ(later.exit_code, 0) << later.out;
  EXPECT_THAT(later.out, HasSubstr("1 cases: 0 passed, 0 failed, 1 todo"));

  tiny.cases(code_case("done", "todo: true\n    expect: { confirmation_code: AB12CD }"));
  const ProgramRun done = tiny.run();
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, HasSubstr("it passes: take `todo` away"));
}

TEST(RulesTest, RefusesATestFileThatNamesWhatIsNotThere) {
  const std::map<std::string, std::string> wrong{
      {code_case("rule", "covers: [tiny.confirmed.cod]"), "unknown rule 'tiny.confirmed.cod'"},
      {code_case("by", "expect: { confirmation_code: { value: AB12CD, by: [tiny.other] } }"),
       "unknown rule 'tiny.other'"},
      {code_case("pack", "pack: tiny.confirmd"), "unknown pack 'tiny.confirmd'"},
      {code_case("absent", "absent: [confirmation_cod]"), "unknown field 'confirmation_cod'"},
      {code_case("field", "expect: { confirmation_cod: AB12CD }"), "confirmation_cod"},
      {code_case("value", "expect: { check_in: tomorrow }"), "invalid value 'tomorrow' for check_in"},
      {code_case("key", "expects: { confirmation_code: AB12CD }"), "unknown key 'expects'"},
      {code_case("both", "expect: { check_in: '2026-01-02' }\n    absent: [check_in]"), "both expected and absent"},
      {kRight + kRight, "duplicate case name"},
      {"  - name: file\n    mail: { file: gone.eml }\n", "test mail 'gone.eml' not found or not readable"}};
  const TinyRules tiny;
  for (const auto& [cases, shown] : wrong) {
    tiny.cases(cases);
    const ProgramRun run = tiny.run();
    EXPECT_EQ(run.exit_code, 1) << cases;
    EXPECT_THAT(run.error, HasSubstr(shown)) << cases;
    EXPECT_THAT(run.error, HasSubstr("confirmed.test.yaml:")) << cases;
    EXPECT_TRUE(run.out.empty()) << run.out;
  }
}

TEST(RulesTest, RefusesATestFileOfAnUnknownPlatform) {
  const TinyRules tiny;
  write_file(tiny.file(), "schema: 1\ntests: tinny\ncases:\n" + kRight);
  const ProgramRun run = tiny.run();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("unknown platform 'tinny'"));
  EXPECT_THAT(run.error, HasSubstr("did you mean 'tiny'?"));
}

TEST(RulesTest, ReadsAMailFileBesideTheTestFile) {
  const TinyRules tiny;
  write_file(tiny.rules() / "tiny/one.eml", "From: a@tiny.example\r\nSubject: booked\r\n\r\nCode AB12CD\r\n");
  tiny.cases("  - name: file\n    mail: { file: one.eml }\n    expect: { confirmation_code: AB12CD }\n");
  const ProgramRun run = tiny.run();
  EXPECT_EQ(run.exit_code, 0) << run.out << run.error;
}

TEST(RulesTest, WritesJUnitThatEscapesWhatACaseSays) {
  const TinyRules tiny;
  tiny.cases(kRight + kWrong + code_case("later", "todo: true\n    absent: [confirmation_code]"));
  const ProgramRun run = tiny.run({"--format", "junit"});
  EXPECT_EQ(run.exit_code, 1);
  for (const char* shown :
       {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "tests=\"3\" failures=\"1\" skipped=\"1\"", "<skipped",
        "name=\"a &lt;wrong&gt; &amp; &quot;bad&quot; code\"", "<failure message=\"confirmation_code\">"})
    EXPECT_THAT(run.out, HasSubstr(shown));
  EXPECT_THAT(run.out, Not(HasSubstr("<wrong>")));
}

TEST(RulesTest, WritesJsonWithEveryCaseAndTheCoverage) {
  const TinyRules tiny;
  tiny.cases(kRight + kWrong);
  const ProgramRun run = tiny.run({"--format", "json", "--coverage"});
  EXPECT_EQ(run.exit_code, 1);
  const auto json = nlohmann::json::parse(run.out);
  EXPECT_EQ(json.at("total"), 2);
  EXPECT_EQ(json.at("passed"), 1);
  EXPECT_EQ(json.at("failed"), 1);
  EXPECT_EQ(json.at("cases")[0].at("state"), "passed");
  const auto& mismatch = json.at("cases")[1].at("mismatches").at(0);
  EXPECT_EQ(mismatch.at("what"), "confirmation_code");
  EXPECT_THAT(mismatch.at("got").get<std::string>(), HasSubstr("AB12CD"));
  const auto& rule = json.at("coverage").at("rules").at(0);
  EXPECT_EQ(rule.at("rule"), "tiny.confirmed.code");
  EXPECT_EQ(rule.at("matched"), 1) << "a failed case proves nothing";
  EXPECT_FALSE(rule.at("negative").get<bool>());
}

TEST(RulesTest, FailsBelowTheLeastCoverageAndSaysWhatIsMissing) {
  const TinyRules tiny;
  tiny.cases(kRight);
  const ProgramRun half = tiny.run({"--coverage", "--min", "100"});
  EXPECT_EQ(half.exit_code, 1);
  EXPECT_THAT(half.out, HasSubstr("no negative case"));
  EXPECT_THAT(half.error, HasSubstr("coverage is 0.0 %, below the 100 % of --min"));

  tiny.cases(kRight + kNoCode);
  EXPECT_EQ(tiny.run({"--min", "100"}).exit_code, 0);
  tiny.cases(kNoCode);
  EXPECT_THAT(tiny.run({"--coverage"}).out, HasSubstr("no positive case"));
}

TEST(RulesTest, UpdatesTheValuesThatCameAndLeavesTheRestOfTheFile) {
  const TinyRules tiny;
  tiny.cases("  # the code's own case\n" +
             code_case("moved", "kind: message\n    expect: { confirmation_code: \"XX99XX\" }   # kept") + kNoCode);
  EXPECT_THAT(tiny.run({"--update"}).error, HasSubstr("2 values updated"));
  EXPECT_EQ(read_file(tiny.file()),
            "schema: 1\ntests: tiny\ncases:\n  # the code's own case\n" +
                code_case("moved", "kind: confirmed\n    expect: { confirmation_code: 'AB12CD' }   # kept") + kNoCode);
  EXPECT_EQ(tiny.run().exit_code, 0);
}

TEST(RulesTest, UpdatesNoValueThatDidNotComeAtAll) {
  const TinyRules tiny;
  const std::string cases = code_case("a guest", "expect: { guest_name: Ada Example }");
  tiny.cases(cases);
  EXPECT_EQ(tiny.run({"--update"}).exit_code, 1);
  EXPECT_EQ(read_file(tiny.file()), "schema: 1\ntests: tiny\ncases:\n" + cases);
}

}  // namespace
}  // namespace connections::test
