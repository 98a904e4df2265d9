// What leaves the program: webhooks and shared calendars, as a person sets them up.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

struct Outgoing : testing::Test {
  TempFolder folder;

  void SetUp() override {  // as root, PostgreSQL runs as a user of its own
    std::filesystem::permissions(folder.path(), std::filesystem::perms::others_exec,
                                 std::filesystem::perm_options::add);
  }
  ProgramRun type(std::vector<std::string> words) const {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, {"CONNECTIONS_DATA=" + folder.path().string()});
  }
  json json_of(std::vector<std::string> words) const {
    words.emplace_back("--json");
    const ProgramRun run = type(std::move(words));
    EXPECT_EQ(run.exit_code, 0) << run.error;
    return json::parse(run.out, nullptr, false);
  }
  void TearDown() override { EXPECT_EQ(type({"db", "stop"}).exit_code, 0); }
};

TEST_F(Outgoing, AWebhookIsMadeListedAndDeletedByTheBeginningOfItsId) {
  EXPECT_THAT(type({"webhook", "list"}).out, HasSubstr("connections webhook create"));
  const json made = json_of({"webhook", "create", "https://hooks.example/connections?token=secret-word"});
  EXPECT_THAT(made.at("secret"), testing::StartsWith("whsec_"));
  const std::string id = made.at("id"), start = id.substr(0, 8);
  const ProgramRun list = type({"webhook", "list"});
  EXPECT_THAT(list.out, HasSubstr(start));
  EXPECT_THAT(list.out, testing::Not(HasSubstr("secret-word")));
  EXPECT_THAT(type({"webhook", "deliveries", start}).out, HasSubstr("Nothing was sent yet"));
  EXPECT_EQ(json_of({"webhook", "deliveries", start, "--status", "given_up"}), json::array());
  EXPECT_THAT(type({"webhook", "replay", id}).error, HasSubstr("no webhook delivery"));
  EXPECT_EQ(json_of({"webhook", "delete", start}).at("id"), id);
  EXPECT_EQ(json_of({"webhook", "list"}), json::array());
}

TEST_F(Outgoing, AWebhookNeedsAnHttpsAddress) {
  const ProgramRun plain = type({"webhook", "create", "http://hooks.example/"});
  EXPECT_EQ(plain.exit_code, 1);
  EXPECT_THAT(plain.error, HasSubstr("https"));
  EXPECT_THAT(type({"webhook", "delete", "abc"}).error, HasSubstr("connections webhook list shows them"));
}

TEST_F(Outgoing, ASharedCalendarIsMadeSeenAndRevokedByTheBeginningOfItsId) {
  const ProgramRun made = type({"calendar", "share", "Clea", "--profile", "cleaner"});
  EXPECT_EQ(made.exit_code, 0) << made.error;
  EXPECT_THAT(made.out, HasSubstr("/calendars/"));
  const json shares = json_of({"calendar", "shares"});
  ASSERT_EQ(shares.size(), 1U);
  const std::string start = shares.at(0).at("id").get<std::string>().substr(0, 8);
  EXPECT_THAT(type({"calendar", "preview", start}).out, HasSubstr("BEGIN:VCALENDAR"));
  EXPECT_EQ(type({"calendar", "revoke", start}).exit_code, 0);
  EXPECT_THAT(type({"calendar", "preview", "abc"}).error, HasSubstr("connections calendar shares shows them"));
  EXPECT_NE(json_of({"calendar", "shares"}).at(0).at("revoked_at"), json());
}

}  // namespace
}  // namespace connections::test
