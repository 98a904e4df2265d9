#include "unit/server/booking_fixture.h"

namespace connections::server {
namespace {

using testing::HasSubstr;
using BookingRoutes = BookingTest;

TEST_F(BookingRoutes, ComeInPagesThatMissNothing) {
  for (int i = 0; i < 7; ++i) make_stay("2026-06-1" + std::to_string(i / 2), "u" + std::to_string(i));
  std::vector<std::string> seen;
  std::string path = "/api/cohost/bookings?limit=3";
  for (int pages = 0; pages < 5; ++pages) {
    const Answer page = get(path, reader_key);
    ASSERT_EQ(page.status, 200) << page.body;
    for (const auto& one : page.document.at("items")) seen.push_back(one.at("id"));
    if (page.document.at("next").is_null()) break;
    path = "/api/cohost/bookings?limit=3&cursor=" + page.document.at("next").get<std::string>();
  }
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 7U);
  EXPECT_EQ(get("/api/cohost/bookings?from=2026-06-12&to=2026-06-12", reader_key).document.at("items").size(), 2U);
  EXPECT_EQ(get("/api/cohost/bookings?property=Elsewhere", reader_key).document.at("items").size(), 0U);
  EXPECT_EQ(get("/api/cohost/bookings", make_key(other)).document.at("items").size(), 0U);
  for (const char* bad : {"x", "W10", "WyJhIiwiYiJd"})
    EXPECT_EQ(get(std::string("/api/cohost/bookings?cursor=") + bad, reader_key).status, 422) << bad;
}

TEST_F(BookingRoutes, AnUnchangedAnswerIsNotSentAgain) {
  make_stay("2026-06-10", "u1");
  const Answer first = get("/api/cohost/bookings", reader_key);
  const std::string tag = first.header("ETag");
  EXPECT_EQ(get("/api/cohost/bookings", reader_key, {{"If-None-Match", tag}}).status, 304);
  make_stay("2026-06-12", "u2");
  EXPECT_EQ(get("/api/cohost/bookings", reader_key, {{"If-None-Match", tag}}).status, 200);
}

TEST_F(BookingRoutes, APersonTypesANameOverTheBookingTheySaw) {
  const std::string path = "/api/cohost/bookings/" + make_stay("2026-06-10", "u1");
  const std::string body = R"({"guest_name": "Ada Example", "guest_count": 3})";
  EXPECT_EQ(ask("PATCH", path, operator_key, body).status, 428);
  const std::string tag = get(path, reader_key).header("ETag");
  const Answer typed = ask("PATCH", path, operator_key, body, {{"If-Match", tag}});
  ASSERT_EQ(typed.status, 200) << typed.body;
  EXPECT_EQ(typed.document.at("guest_name"), "Ada Example");
  EXPECT_EQ(typed.document.at("guest_name_source"), "person");
  const Answer stale = ask("PATCH", path, operator_key, R"({"guest_name": "Bo Example"})", {{"If-Match", tag}});
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(stale.document.at("current").at("guest_name"), "Ada Example");
  EXPECT_EQ(ask("PATCH", path, operator_key, "{}", {{"If-Match", "*"}}).status, 422);
  EXPECT_EQ(ask("PATCH", path, operator_key, R"({"guest_count": 100})", {{"If-Match", "*"}}).status, 422);
  EXPECT_EQ(ask("PATCH", path, make_key(other), body, {{"If-Match", "*"}}).status, 403);
}

TEST_F(BookingRoutes, AChangeIsShownAndTakenBack) {
  const std::string path = "/api/cohost/bookings/" + make_stay("2026-06-10", "u1");
  ask("PATCH", path, operator_key, R"({"guest_name": "Ada Example"})", {{"If-Match", "*"}});
  const Answer changes = get(path + "/changes", reader_key);
  ASSERT_EQ(changes.document.at("items").size(), 1U) << changes.body;
  const std::string change = changes.document.at("items").at(0).at("id");
  EXPECT_EQ(get("/api/cohost/changes?limit=1", reader_key).document.at("items").at(0).at("id"), change);
  EXPECT_EQ(post("/api/cohost/changes/" + change + "/undo", reader_key).status, 403);
  EXPECT_EQ(post("/api/cohost/changes/" + change + "/undo", make_key(other)).status, 403);
  const Answer undone = post("/api/cohost/changes/" + change + "/undo", operator_key);
  ASSERT_EQ(undone.status, 200) << undone.body;
  EXPECT_EQ(undone.document.at("guest_name"), nullptr);
  EXPECT_EQ(post("/api/cohost/changes/" + change + "/undo", operator_key).status, 409);
  const Answer newest = get("/api/cohost/changes?limit=1", reader_key);
  const Answer older =
      get("/api/cohost/changes?limit=1&cursor=" + newest.document.at("next").get<std::string>(), reader_key);
  EXPECT_EQ(older.document.at("items").at(0).at("id"), change);
}

TEST_F(BookingRoutes, ASpreadsheetDoesNotCalculateWhatAGuestCallsHimself) {
  const std::string path = "/api/cohost/bookings/" + make_stay("2026-06-10", "u1");
  ask("PATCH", path, operator_key, R"({"guest_name": "=1+1,\"x\""})", {{"If-Match", "*"}});
  const Answer csv = get("/api/cohost/bookings.csv", reader_key);
  EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_THAT(csv.body, testing::StartsWith("id,platform,property,check_in,"));
  EXPECT_THAT(csv.body, HasSubstr(R"(,"'=1+1,""x""",)"));
}

TEST_F(BookingRoutes, AnItemIsDecidedOverTheOneThatWasSeen) {
  const std::string stay = make_stay("2026-06-10", "u1"), review = make_review(stay);
  const Answer list = get("/api/cohost/review-items", reader_key);
  EXPECT_EQ(list.document.at("items").at(0).at("id"), review);
  const std::string tag = get("/api/cohost/review-items/" + review, reader_key).header("ETag");
  EXPECT_EQ(decide(review, R"({"decision": "accept"})", "").status, 428);
  EXPECT_EQ(decide(review, R"({"decision": "accept"})", "\"old\"").status, 412);
  EXPECT_EQ(decide(review, R"({"decision": "burn"})", tag).status, 422);
  const Answer done = decide(review, R"({"decision": "accept", "booking": ")" + stay + "\"}", tag);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.document.at("status"), "resolved");
  EXPECT_EQ(get("/api/cohost/bookings/" + stay, reader_key).document.at("guest_name"), "Ada Example");
  EXPECT_EQ(get("/api/cohost/review-items", reader_key).document.at("items").size(), 0U);
  EXPECT_EQ(get("/api/cohost/review-items?status=all", reader_key).document.at("items").size(), 1U);
  EXPECT_EQ(decide(review, R"({"decision": "dismiss"})", "*").code(), "CONFLICT");
}

TEST_F(BookingRoutes, EachArrivalIsNamedOrSaysWhyNotAndWhatToDo) {
  make_stay("2026-05-21", "named", "Ada Example");
  const std::string decided = make_stay("2026-05-23", "decide");
  const std::string review = make_review(decided);
  make_stay("2026-05-25", "nothing");
  make_stay("2026-06-25", "later");
  const Answer answer = get("/api/cohost/arrivals", reader_key);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.document.at("sentence"), "1 of 3 arrivals named");
  const auto& items = answer.document.at("items");
  EXPECT_EQ(items.at(0).at("why"), "named");
  EXPECT_EQ(items.at(1).at("why"), "decide");
  EXPECT_EQ(items.at(1).at("review"), review);
  EXPECT_EQ(items.at(1).at("next"), "connections reviews show " + review.substr(0, 8));
  EXPECT_EQ(items.at(2).at("why"), "no_mail");
  EXPECT_EQ(get("/api/cohost/arrivals?days=60", reader_key).document.at("total"), 4);
  must(database.with(store::Role::kCalendar, workspace, [&](store::Transaction& calendar) {
    return store::set_feed_failed(calendar, feed, "E801 FEED_INVALID: no events", now);
  }));
  EXPECT_EQ(get("/api/cohost/arrivals", reader_key).document.at("items").at(2).at("why"), "feed_broken");
  EXPECT_EQ(get("/api/cohost/arrivals", make_key(other)).document.at("sentence"), "No arrivals in the next 14 days");
}

TEST_F(BookingRoutes, AListingIsLinkedAndForgotten) {
  const std::string body = R"({"listing": "Gull Perch", "property": "Harbour Loft", "platform": "airbnb"})";
  EXPECT_EQ(ask("PUT", "/api/cohost/listings", reader_key, body).status, 403);
  EXPECT_EQ(ask("PUT", "/api/cohost/listings", operator_key, body).document.at("origin"), "person");
  EXPECT_EQ(get("/api/cohost/listings", reader_key).document.at("links").size(), 1U);
  EXPECT_EQ(
      ask("PUT", "/api/cohost/listings", operator_key, R"({"listing": "Gull Perch", "property": "Elsewhere"})").status,
      422);
  EXPECT_EQ(ask("DELETE", "/api/cohost/listings?listing=Gull%20Perch", operator_key).status, 204);
  EXPECT_EQ(ask("DELETE", "/api/cohost/listings?listing=Gull%20Perch", operator_key).status, 422);
}

}  // namespace
}  // namespace connections::server
