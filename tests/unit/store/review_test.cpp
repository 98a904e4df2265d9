#include "store/tables/review_store.h"

#include "unit/store/fixture.h"

namespace connections::store {
namespace {

class Reviews : public StoreTest {
 protected:
  MessageId message = archive("m1");

  ReviewId file(const std::string& why) {
    NewReview review;
    review.message = message;
    review.connection = connection;
    review.reasons = {{{"code", why}, {"message", "…"}}};
    review.candidates = nlohmann::json::array();
    review.facts = nlohmann::json::array();
    review.guest_name = "Ada Example";
    review.check_in = kJune12;
    return must(app([&](Transaction& t) { return file_review(t, review, kNow); }));
  }
  std::vector<ReviewItem> list(std::optional<ReviewStatus> status) {
    return must(app([&](Transaction& t) { return list_reviews(t, status); }));
  }
};

TEST_F(Reviews, AMessageHasOneItemWhichIsRenewedWhileOpen) {
  const ReviewId first = file("ambiguous_dates");
  EXPECT_EQ(file("not_in_calendar"), first);
  const auto open = list(ReviewStatus::kOpen);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].reasons[0]["code"], "not_in_calendar");
  EXPECT_EQ(open[0].guest_name, "Ada Example");
  EXPECT_EQ(open[0].check_in, kJune12);
  EXPECT_EQ(open[0].check_out, std::nullopt);
}

TEST_F(Reviews, WhatAPersonClosedStaysClosed) {
  const ReviewId id = file("ambiguous_dates");
  must(app([&](Transaction& t) { return dismiss_review(t, id, kNow); }));
  EXPECT_EQ(code_of(app([&](Transaction& t) { return resolve_review(t, id, kNow); })), Errc::kConflict);
  EXPECT_EQ(file("not_in_calendar"), id);
  EXPECT_TRUE(list(ReviewStatus::kOpen).empty());
  const auto closed = list(std::nullopt);
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].status, ReviewStatus::kDismissed);
  EXPECT_EQ(closed[0].reasons[0]["code"], "ambiguous_dates");
  EXPECT_EQ(closed[0].resolved_at, kNow);
}

TEST_F(Reviews, ALaterRunMayCloseTheItemOfAMessage) {
  const ReviewId id = file("not_in_calendar");
  EXPECT_EQ(app([&](Transaction& t) { return resolve_reviews_of(t, {&message, 1}, kNow); }), 1u);
  EXPECT_EQ(app([&](Transaction& t) { return resolve_reviews_of(t, {&message, 1}, kNow); }), 0u);
  EXPECT_EQ(must(app([&](Transaction& t) { return find_review(t, id); })).status, ReviewStatus::kResolved);
}

TEST_F(Reviews, WhatAPersonRejectedIsKnownForGoodAndTheItemMayOpenAgain) {
  const ReviewId id = file("ambiguous_dates");
  must(app([&](Transaction& t) { return reject_review(t, id, {BookingId{"b1"}, BookingId{"b2"}}, kNow); }));
  EXPECT_EQ(must(app([&](Transaction& t) { return find_review(t, id); })).status, ReviewStatus::kRejected);
  EXPECT_EQ(code_of(app([&](Transaction& t) { return reject_review(t, id, {}, kNow); })), Errc::kConflict);
  EXPECT_EQ(file("listing_unknown"), id);
  EXPECT_EQ(must(app([&](Transaction& t) { return find_review(t, id); })).status, ReviewStatus::kOpen);
  must(app([&](Transaction& t) { return reject_review(t, id, {BookingId{"b2"}, BookingId{"b3"}}, kNow); }));
  const auto rejected = must(app([](Transaction& t) {
    return query_one(t, "SELECT json_array_length(rejected) AS n FROM enrichment_review_items", {},
                     [](const Row& row) { return row.integer("n"); }, {});
  }));
  EXPECT_EQ(rejected, 3);
}

TEST_F(Reviews, AreFilteredByReasonAndSayWhichBookingsTheyCouldName) {
  const ReviewId id = file("ambiguous_dates");
  const auto found = [&](const ReviewFilter& filter) {
    return must(app([&](Transaction& t) { return list_reviews(t, filter); })).size();
  };
  EXPECT_EQ(found({.reason = "ambiguous_dates"}), 1U);
  EXPECT_EQ(found({.reason = "past_stay"}), 0U);
  EXPECT_EQ(found({.platform = "vrbo"}), 0U);
  EXPECT_EQ(found({.property = "Quay House"}), 0U);
  NewReview review;
  review.message = message;
  review.connection = connection;
  review.reasons = nlohmann::json::array();
  review.candidates = {{{"booking", "b1"}, {"veto", ""}}, {{"booking", "b2"}, {"veto", "a block"}}};
  review.facts = nlohmann::json::array();
  must(app([&](Transaction& t) { return file_review(t, review, kNow); }));
  const auto open = must(app([](Transaction& t) { return open_candidates(t); }));
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open.front(), std::pair(BookingId{"b1"}, id));
}

TEST_F(Reviews, AnUnknownItemIsNotFound) {
  const ReviewId none{"00000000-0000-0000-0000-000000000000"};
  EXPECT_EQ(code_of(app([&](Transaction& t) { return resolve_review(t, none, kNow); })), Errc::kNotFound);
  EXPECT_EQ(code_of(app([&](Transaction& t) { return find_review(t, ReviewId{"7"}); })), Errc::kInvalidArgument);
}

}  // namespace
}  // namespace connections::store
