#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

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

TEST(Explain, SaysWhatIsWrongWithAFileThatIsNoMail) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "explain", "/nowhere.eml"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.error, HasSubstr("/nowhere.eml"));
}

}  // namespace
}  // namespace connections::test
