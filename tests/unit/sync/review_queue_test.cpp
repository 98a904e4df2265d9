#include "sync/person/review_queue.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace connections::sync {
namespace {

using Kind = QueueEntry::Kind;
using nlohmann::json;

/// A candidate whose days agree.
json fits(const std::string& booking, double score = 12, const std::string& veto = "") {
  return {{"booking", booking},
          {"score", score},
          {"veto", veto},
          {"terms", {{{"what", "check_in"}, {"weight", 6.0}}, {{"what", "check_out"}, {"weight", 5.0}}}}};
}

json near(const std::string& booking) {
  return {{"booking", booking},
          {"score", 3.0},
          {"veto", ""},
          {"terms", {{{"what", "check_in"}, {"weight", -1.0}}, {{"what", "check_out"}, {"weight", 5.0}}}}};
}

store::ReviewItem item(const std::string& id, const std::string& reason, json candidates = json::array()) {
  store::ReviewItem one;
  one.id = {id};
  one.message = {"m" + id};
  one.reasons = {{{"code", reason}, {"message", "…"}}};
  one.candidates = std::move(candidates);
  one.issuer = "vrbo";
  return one;
}

std::vector<std::string> shapes(const std::vector<QueueEntry>& entries) {
  std::vector<std::string> all;
  for (const QueueEntry& one : entries)
    all.push_back(std::string(name(one.kind)) + " " + std::to_string(one.items.size()));
  return all;
}

TEST(ReviewQueue, PastStaysAndMailsWithoutACalendarAreOneEntryEach) {
  std::vector<store::ReviewItem> items;
  for (int i = 0; i < 40; ++i) items.push_back(item("p" + std::to_string(i), "past_stay"));
  for (int i = 0; i < 9; ++i) items.push_back(item("c" + std::to_string(i), "no_calendar"));
  items.push_back(item("other", "unsure_guest_name"));
  EXPECT_THAT(shapes(group_reviews(std::move(items), {})),
              testing::UnorderedElementsAre("past 40", "no_calendar 9", "item 1"));
}

TEST(ReviewQueue, ASinglePastStayIsAnItem) {
  EXPECT_THAT(shapes(group_reviews({item("1", "past_stay")}, {})), testing::ElementsAre("item 1"));
}

TEST(ReviewQueue, MailsOfOneListingAreOneQuestionAndOfAnotherAnother) {
  Booking mill, garden;
  mill.property = "Mill Cottage";
  garden.property = "Garden Flat";
  std::vector<store::ReviewItem> items;
  for (const char* id : {"1", "2", "3"}) {
    items.push_back(item(id, "listing_unknown", {fits("mill"), fits("garden", 9, *id == '3' ? "a block" : "")}));
    items.back().listing = *id == '2' ? "#7700101" : "7700101";
  }
  items.push_back(item("4", "listing_unknown", {fits("mill")}));
  items.back().listing = "7700102";
  const auto entries = group_reviews(std::move(items), {{{"mill"}, mill}, {{"garden"}, garden}});
  EXPECT_THAT(shapes(entries), testing::ElementsAre("listing 3", "item 1"));
  EXPECT_THAT(entries.front().fits,
              testing::ElementsAre(testing::Pair("Garden Flat", 2), testing::Pair("Mill Cottage", 3)));
}

TEST(ReviewQueue, MailsThatShareAStayAreJointWithTheirArrangementsBestFirst) {
  const auto entries =
      group_reviews({item("a", "contested_stay", {fits("s", 12), fits("t", 8)}),
                     item("b", "contested_stay", {fits("s", 11)}), item("c", "unsure_match", {fits("u")})},
                    {});
  EXPECT_THAT(shapes(entries), testing::ElementsAre("joint 2", "item 1"));
  const auto& best = entries.front().arrangements.front();
  EXPECT_DOUBLE_EQ(best.bits, 19);
  EXPECT_EQ(best.pairs, (std::vector<std::pair<MessageId, BookingId>>{{{"ma"}, {"t"}}, {{"mb"}, {"s"}}}));
  for (std::size_t i = 1; i < entries.front().arrangements.size(); ++i)
    EXPECT_LE(entries.front().arrangements[i].pairs.size(), 2u);
}

TEST(ReviewQueue, VetoesAndDaysThatOnlyLieNearJoinNothing) {
  EXPECT_THAT(shapes(group_reviews({item("a", "contested_stay", {fits("s")}),
                                    item("b", "contested_stay", {fits("s", 12, "it has another code")}),
                                    item("c", "contested_stay", {near("s")})},
                                   {})),
              testing::ElementsAre("item 1", "item 1", "item 1"));
}

TEST(ReviewQueue, ALargeGroupIsShownWithoutArrangements) {
  std::vector<store::ReviewItem> items;
  for (std::size_t i = 0; i <= kMostArranged; ++i)
    items.push_back(item(std::to_string(i), "contested_stay", {fits("s")}));
  const auto entries = group_reviews(std::move(items), {});
  EXPECT_THAT(shapes(entries), testing::ElementsAre("joint 7"));
  EXPECT_TRUE(entries.front().arrangements.empty());
}

}  // namespace
}  // namespace connections::sync
