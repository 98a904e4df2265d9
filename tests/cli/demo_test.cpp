#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {
namespace {

using testing::HasSubstr;

TEST(Demo, EnrichesBookingsAndShowsWhatAPersonMustDecide) {
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "demo"});
  ASSERT_EQ(run.exit_code, 0) << run.error;
  for (const char* shown : {"Code Match", "Exact Date", "emails_scanned", "bookings_enriched", "What to type next",
                            "forwarded by hand", "2 bookings have exactly these dates", "Ada Example"})
    EXPECT_THAT(run.out, HasSubstr(shown));
}

TEST(Demo, LeavesNothingBehind) {
  const TempFolder folder;
  const ProgramRun run = run_program({CONNECTIONS_PROGRAM, "demo"}, {"TMPDIR=" + folder.path().string()});
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Workflow, FromCalendarToNameInFourCommands) {
  const TempFolder folder;
  const std::vector<std::string> data{"CONNECTIONS_DATA=" + folder.path().string()};
  const std::string corpus = std::string(CONNECTIONS_SOURCE_DIR) + "/engine/corpus/invented";
  const auto type = [&](std::vector<std::string> words) {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, data);
  };
  EXPECT_EQ(type({"calendar", "import", corpus + "/feeds/airbnb-harbour-loft.ics", "--platform", "airbnb", "--property",
                  "Harbour Loft"})
                .exit_code,
            0);
  EXPECT_EQ(
      type({"connection", "create", "--platform", "airbnb", "--label", "Airbnb", "--folder", corpus + "/mail/airbnb"})
          .exit_code,
      0);
  const ProgramRun synced = type({"sync", "--all", "--json"});
  EXPECT_EQ(synced.exit_code, 0) << synced.error;
  EXPECT_GT(nlohmann::json::parse(synced.out).at(0).at("bookings_enriched").get<int>(), 0);
  EXPECT_THAT(type({"bookings", "list"}).out, HasSubstr("Code Match"));
  EXPECT_THAT(type({"reviews", "list", "--json"}).out, HasSubstr("\"reasons\""));
  EXPECT_EQ(type({"db", "stop"}).exit_code, 0);
}

TEST(Workflow, WhatAPersonTypesStaysAndAReviewIsClosed) {
  const TempFolder folder;
  const std::vector<std::string> data{"CONNECTIONS_DATA=" + folder.path().string()};
  const std::string corpus = std::string(CONNECTIONS_SOURCE_DIR) + "/engine/corpus/invented";
  const auto type = [&](std::vector<std::string> words) {
    words.insert(words.begin(), CONNECTIONS_PROGRAM);
    return run_program(words, data);
  };
  type({"calendar", "import", corpus + "/feeds/airbnb-harbour-loft.ics", "--platform", "airbnb", "--property",
        "Harbour Loft"});
  const auto bookings = nlohmann::json::parse(type({"bookings", "list", "--json"}).out);
  for (const auto& booking : bookings)
    if (!booking.at("block").get<bool>()) {
      EXPECT_EQ(type({"bookings", "set", booking.at("id"), "--guest", "Typed Guest", "--party", "2"}).exit_code, 0);
    }
  type({"connection", "create", "--platform", "airbnb", "--label", "Airbnb", "--folder", corpus + "/mail/airbnb"});
  EXPECT_EQ(nlohmann::json::parse(type({"sync", "--all", "--json"}).out).at(0).at("bookings_enriched"), 0);
  EXPECT_THAT(type({"bookings", "list"}).out, testing::Not(HasSubstr("Ada Example")));
  const auto reviews = nlohmann::json::parse(type({"reviews", "list", "--json"}).out);
  ASSERT_FALSE(reviews.empty());
  const std::string id = reviews.at(0).at("id");
  EXPECT_EQ(type({"reviews", "dismiss", id.substr(0, 8)}).exit_code, 0);
  EXPECT_EQ(nlohmann::json::parse(type({"reviews", "list", "--json"}).out).size(), reviews.size() - 1);
  EXPECT_EQ(type({"reviews", "dismiss", id}).exit_code, 1);
  EXPECT_EQ(type({"db", "stop"}).exit_code, 0);
}

}  // namespace
}  // namespace connections::test
