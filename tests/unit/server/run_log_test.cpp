#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "log/log.h"
#include "unit/server/fixture.h"

namespace connections::server {
namespace {

struct RunLog : ServerTest {
  /// The lines of the log that hold this event.
  static std::vector<nlohmann::json> lines(const std::string& log, const std::string& event) {
    std::vector<nlohmann::json> found;
    std::istringstream text(log);
    for (std::string line; std::getline(text, line);) {
      const auto begin = line.find("{\"event\"");
      if (begin == std::string::npos) continue;
      auto fields = nlohmann::json::parse(line.substr(begin));
      if (fields.at("event") == event) found.push_back(std::move(fields));
    }
    return found;
  }
};

TEST_F(RunLog, TellsHowLongARunTookHowItEndedAndWhoseItWas) {
  const ConnectionId id = make_connection(workspace, "one");
  log::set_level(log::Level::kInfo);
  testing::internal::CaptureStderr();
  must(runner.run(workspace, id));
  const ConnectionId broken = make_connection(workspace, "broken", true);
  EXPECT_FALSE(runner.run(workspace, broken));
  const std::string log = testing::internal::GetCapturedStderr();
  log::set_level(log::Level::kWarning);
  const auto ends = lines(log, "sync_run_end");
  ASSERT_EQ(ends.size(), 2U) << log;
  EXPECT_EQ(ends[0].at("outcome"), "done");
  EXPECT_EQ(ends[1].at("outcome"), "failed");
  EXPECT_NE(ends[1].at("code"), "");
  for (const auto& end : ends) {
    EXPECT_GE(end.at("duration").get<double>(), 0.0);
    EXPECT_LT(end.at("duration").get<double>(), 60.0);
    EXPECT_EQ(end.at("workspace"), workspace.value);
    EXPECT_EQ(end.at("run").get<std::string>().size(), 36U);
  }
  const auto ingested = lines(log, "gmail_ingest_run");
  ASSERT_EQ(ingested.size(), 1U);
  EXPECT_EQ(ingested[0].at("run"), ends[0].at("run"));
  EXPECT_EQ(ingested[0].at("connection"), id.value);
}

TEST(LogScope, EndsWithItsObjectAndYieldsToTheLine) {
  testing::internal::CaptureStderr();
  {
    const log::Scope outer(nlohmann::ordered_json{{"workspace", "w"}, {"connection", "c"}});
    const log::Scope inner(nlohmann::ordered_json{{"run", "r"}});
    log::event(log::Channel::kSync, log::Level::kError, "inside", {{"connection", "d"}});
  }
  log::event(log::Channel::kSync, log::Level::kError, "outside", {{"x", 1}});
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, testing::HasSubstr(R"({"event":"inside","workspace":"w","connection":"d","run":"r"})"));
  EXPECT_THAT(log, testing::HasSubstr(R"({"event":"outside","x":1})"));
}

}  // namespace
}  // namespace connections::server
