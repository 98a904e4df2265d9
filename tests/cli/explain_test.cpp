#include <csignal>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/background_program.h"
#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

using testing::HasSubstr;

const std::string kMail = std::string(CONNECTIONS_SOURCE_DIR) + "/engine/corpus/invented/mail/airbnb/confirmed-de.eml";

TEST(Explain, ShowsRuleBytesAndArithmetic) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "explain", kMail});
  ASSERT_EQ(run.exit_code, 0) << run.error;
  for (const char* shown : {"airbnb.confirmed.name", "bytes", "pooled 1 − (1−", "share", "none", "takes it with"})
    EXPECT_THAT(run.out, HasSubstr(shown));
}

/// The printed terms reproduce the stored number exactly: noisy-or over groups, then the share among values and none.
TEST(Explain, ItsTermsGiveTheNumberToTheBit) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "explain", kMail, "--json"});
  const auto json = nlohmann::json::parse(run.out);
  ASSERT_FALSE(json.at("facts").empty());
  for (const auto& fact : json.at("facts")) {
    std::vector<double> weights;
    double none = 1.0;
    for (const auto& candidate : fact.at("candidates")) {
      std::map<std::size_t, double> groups;
      for (const auto& one : candidate.at("evidence")) {
        double& strongest = groups[one.at("group").get<std::size_t>()];
        strongest = std::max(strongest, one.at("confidence").get<double>());
      }
      double miss = 1.0;
      for (const auto& [number, confidence] : groups) miss *= 1.0 - confidence;
      EXPECT_DOUBLE_EQ(candidate.at("pooled").get<double>(), std::min(1.0 - miss, 0.999)) << fact.at("field");
      none *= 1.0 - candidate.at("pooled").get<double>();
    }
    if (fact.at("candidates").size() == 1) {
      const double pooled = fact.at("candidates")[0].at("pooled").get<double>();
      EXPECT_DOUBLE_EQ(fact.at("confidence").get<double>(), pooled / (pooled + none));
    }
  }
}

/// What is missing is explained as well as what is there.
TEST(Explain, SaysOfWhatWasNotReadHowFarEachRuleCame) {
  const TempFolder folder;
  const std::string mail = (folder.path() / "mail.eml").string();
  write_file(mail,
             "From: Airbnb <automated@airbnb.com>\nSubject: Reservation confirmed - English arrives Jun 12\n"
             "Date: Fri, 01 May 2026 09:15:00 +0000\n\nCheck-in\n\nsoon\n\nConfirmation code\n\nHMBODY0001\n");
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "explain", mail});
  EXPECT_THAT(run.out, HasSubstr("\nnot read\n"));
  EXPECT_THAT(run.out, HasSubstr("'english' is a language"));
  EXPECT_THAT(run.out, HasSubstr("airbnb.cancellation  does not: "));
  EXPECT_THAT(run.out, HasSubstr("does not match /"));
  const auto json = nlohmann::json::parse(run_program({CONNECTIONS_PROGRAM, "explain", mail, "--json"}).out);
  bool guest = false;
  for (const auto& absent : json.at("absent"))
    if (absent.at("field") == "guest_name")
      for (const auto& rule : absent.at("rules"))
        guest = guest || (rule.at("outcome") == "unreadable" &&
                          rule.at("detail").get<std::string>().find("is a language") != std::string::npos);
  EXPECT_TRUE(guest) << json.at("absent").dump(1);
  for (const auto& pack : json.at("packs")) EXPECT_NE(pack.at("detail"), "") << pack.at("pack");
  for (const auto& claim : json.at("claims")) EXPECT_EQ(claim.at("detail") == "", claim.at("platform") == "airbnb");
}

TEST(Explain, SaysWhyNoPlatformClaimsAMail) {
  const TempFolder folder;
  const std::string mail = (folder.path() / "mail.eml").string();
  write_file(mail, "From: Ada <ada@example.com>\nSubject: hello\n\nhow are you?\n");
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "explain", mail});
  EXPECT_THAT(run.out, HasSubstr("no platform claims this mail"));
  EXPECT_THAT(run.out, HasSubstr("from.address \"ada@example.com\" is not of booking.com"));
  std::istringstream lines(run.out.substr(run.out.find("no platform claims this mail")));
  for (std::string line; std::getline(lines, line) && !line.empty();) EXPECT_LE(line.size(), 80U) << line;
  const auto json = nlohmann::json::parse(run_program({CONNECTIONS_PROGRAM, "explain", mail, "--json"}).out);
  EXPECT_GE(json.at("claims").size(), 5U);
}

TEST(RulesTry, ShowsFactsWithTheirRulesAndReadsAgainWhenAFileChanges) {
  const TempFolder folder;
  const std::string mail = (folder.path() / "mail.eml").string();
  std::string text = read_file(kMail);
  write_file(mail, text);
  EXPECT_THAT(run_program({CONNECTIONS_PROGRAM, "rules", "try", mail}).out, HasSubstr("airbnb.confirmed.name"));
  BackgroundProgram watch({CONNECTIONS_PROGRAM, "rules", "try", mail, "--watch"});
  ASSERT_TRUE(watch.prints("guest_name = ")) << watch.error();
  write_file(mail, "From: Ada <ada@example.com>\nSubject: hello\n\nhow are you?\n");
  EXPECT_TRUE(watch.prints("no platform claims this mail")) << watch.out();
  watch.signal(SIGINT);
  EXPECT_EQ(watch.wait().exit_code, 0);
}

TEST(Explain, SaysWhatIsWrongWithAFileThatIsNoMail) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "explain", "/nowhere.eml"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("/nowhere.eml"));
}

}  // namespace
}  // namespace connections::test
