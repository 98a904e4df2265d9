// A rule book that loads is tried by the tests beside it before it comes into force.
#include "plugin/book_trial.h"

#include <gmock/gmock.h>

#include "plugin/registry.h"
#include "support/files.h"

namespace connections::plugin {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kPack = R"yaml(schema: 1
pack: example.confirmed
kind: confirmed
key: [guest_name]
select: { part: subject, re: '(?i)^booking confirmed', confidence: 0.95 }
rules:
  - id: example.confirmed.name
    part: text
    re: '(?m)^Guest: (?P<n>[^\n]{2,60})$'
    emit: { guest_name: n }
    confidence: 0.95
)yaml";

constexpr const char* kTests = R"yaml(schema: 1
tests: example
received: '2026-02-03T07:05:10Z'
cases:
  - name: "the guest has a line of their own"
    mail:
      from: Example <mail@stays.example>
      subject: Booking confirmed
      text: |
        Guest: Ada Example
    kind: confirmed
    expect: { guest_name: Ada Example }
)yaml";

struct Trial : testing::Test {
  test::TempFolder folder;
  fs::path rules = folder.path() / "rules";
  fs::path overrides = folder.path() / "rules.d";
  rules::LoadOptions from{.rules = rules, .overrides = {}, .engine_version = "0.1.0", .budgets = {}};

  void SetUp() override {
    fs::create_directories(rules / "example");
    fs::create_directories(overrides);
    fs::copy(fs::path(CONNECTIONS_SOURCE_DIR) / "rules" / "common", rules / "common", fs::copy_options::recursive);
    write("platform.yaml",
          "schema: 1\nplatform: example\nname: Example\ntrusted_domains: [stays.example]\n"
          "recognise: { part: from.address, domain: stays.example, confidence: 0.9 }\n");
    write("confirmed.yaml", kPack);
    write("confirmed.test.yaml", kTests);
  }
  void write(const std::string& name, const std::string& text) { test::write_file(rules / "example" / name, text); }
  void replace(const std::string& name, const std::string& old, const std::string& now) {
    std::string text = test::read_file(rules / "example" / name);
    text.replace(text.find(old), old.size(), now);
    write(name, text);
  }
  Result<void> tried(std::chrono::milliseconds most = kTrialTime) {
    auto registry = TRY(Registry::open(options()));
    return try_book(registry->parsers(), from, most);
  }
  [[nodiscard]] RegistryOptions options() const {
    return {.rules = from, .allowed = allowed, .plugin_folder = BAD_PLUGINS, .state_folder = {}, .trial = {}};
  }
  std::vector<AllowedPlugin> allowed;
};

TEST_F(Trial, PassesABookWhoseCasesPass) {
  const auto done = tried();
  EXPECT_TRUE(done) << to_string(done.error());
}

TEST_F(Trial, RefusesABookWhoseMatchingRulesFailTheirCasesButNotForWhatTheSiteChanged) {
  write("match.test.yaml", R"yaml(schema: 1
tests_match: example
cases:
  - name: "the days of the only listing decide"
    mails: [{ id: a, guest_name: Ada Example, check_in: 2026-06-12, check_out: 2026-06-15 }]
    bookings: [{ id: loft, property: Loft, check_in: 2026-06-12, check_out: 2026-06-15 }]
    expect: [{ mail: a, verdict: update, booking: loft }]
)yaml");
  fs::copy(fs::path(CONNECTIONS_SOURCE_DIR) / "rules" / "match" / "common.yaml", rules / "example" / "common.yaml");
  EXPECT_TRUE(tried());
  test::write_file(overrides / "own.yaml",
                   "schema: 1\noverrides:\n  - { match: common, set: { wrong: 100000 }, reason: \"careful\" }\n");
  from.overrides = overrides;
  EXPECT_TRUE(tried());
  from.overrides.clear();
  replace("common.yaml", "wrong: 1000,", "wrong: 100000,");
  const auto done = tried();
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("the days of the only listing decide"));
  EXPECT_THAT(done.error().message, Not(HasSubstr("Ada")));
}

TEST_F(Trial, RefusesABookWithAFailingCaseAndDoesNotTellWhatTheMailSays) {
  replace("confirmed.yaml", "^Guest:", "^Visitor:");
  const auto done = tried();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Errc::kRuleTestFailed);
  EXPECT_THAT(done.error().message, HasSubstr("confirmed.test.yaml:5:"));
  EXPECT_THAT(done.error().message, HasSubstr("guest_name"));
  EXPECT_THAT(done.error().message, Not(HasSubstr("Ada")));
}

TEST_F(Trial, RefusesABookWithATestFileThatIsWrong) {
  replace("confirmed.test.yaml", "tests: example", "tests: exampel");
  EXPECT_EQ(tried().error().code, Errc::kRulesInvalid);
}

TEST_F(Trial, ATodoIsNoFailure) {
  replace("confirmed.yaml", "^Guest:", "^Visitor:");
  replace("confirmed.test.yaml", "    kind: confirmed\n", "    kind: confirmed\n    todo: true\n");
  const auto done = tried();
  EXPECT_TRUE(done) << to_string(done.error());
}

TEST_F(Trial, WhatAnOverrideOfTheSiteChangesIsMeant) {
  test::write_file(overrides / "site.yaml",
                   "schema: 1\noverrides:\n"
                   "  - { rule: example.confirmed.name, disable: true, reason: \"we type names ourselves\" }\n");
  from.overrides = overrides;
  const auto done = tried();
  EXPECT_TRUE(done) << to_string(done.error());
  replace("confirmed.yaml", "^Guest:", "^Visitor:");
  EXPECT_FALSE(tried()) << "the rule is wrong without the override, too";
}

/// The parser "failing" fails on every mail, whatever the rules say of it.
TEST_F(Trial, RunsTheCasesOfAPlatformThroughItsSharedObject) {
  const fs::path other = rules / "failing";
  fs::create_directories(other);
  for (const char* file : {"platform.yaml", "confirmed.yaml", "confirmed.test.yaml"}) {
    std::string text = test::read_file(rules / "example" / file);
    for (auto at = text.find("example"); at != std::string::npos; at = text.find("example", at + 1))
      if (!text.substr(0, at).ends_with("stays.")) text.replace(at, 7, "failing");
    test::write_file(other / file, text);
  }
  const auto by_rules = tried();
  EXPECT_TRUE(by_rules) << to_string(by_rules.error());
  allowed = {{.id = "failing", .file = "failing.so", .sha256 = {}, .required = true}};
  const auto through_code = tried();
  ASSERT_FALSE(through_code);
  EXPECT_EQ(through_code.error().code, Errc::kRuleTestFailed);
  EXPECT_THAT(through_code.error().message, HasSubstr("confirmed.test.yaml"));
}

TEST_F(Trial, EndsWhenItsTimeIsOver) {
  EXPECT_EQ(tried(std::chrono::milliseconds{0}).error().code, Errc::kLimitExceeded);
}

TEST_F(Trial, AReloadKeepsTheOldBookUntilTheCasesPassAgain) {
  RegistryOptions with_trial = options();
  with_trial.trial = [](Parsers parsers, const rules::LoadOptions& read) { return try_book(std::move(parsers), read); };
  const auto registry = Registry::open(std::move(with_trial));
  ASSERT_TRUE(registry) << to_string(registry.error());
  const auto before = (*registry)->book();
  Parsers running = (*registry)->parsers();

  replace("confirmed.yaml", "^Guest:", "^Visitor:");
  EXPECT_EQ((*registry)->reload().error().code, Errc::kRuleTestFailed);
  EXPECT_EQ((*registry)->book(), before);

  replace("confirmed.test.yaml", "Guest:", "Visitor:");
  EXPECT_TRUE((*registry)->reload());
  EXPECT_NE((*registry)->book()->hash, before->hash);

  const auto mail = mail::Mail::parse("From: a@stays.example\nSubject: Booking confirmed\n\nGuest: Ada Example\n");
  const Extraction old_rules = running.extract(*mail, "example");
  EXPECT_EQ(old_rules.rule_book, before->hash) << "work under way ends on the book it began with";
  EXPECT_NE(old_rules.find(Field::kGuestName), nullptr);
  EXPECT_EQ((*registry)->parsers().extract(*mail, "example").find(Field::kGuestName), nullptr);
}

}  // namespace
}  // namespace connections::plugin
