#include "unit/server/booking_fixture.h"

namespace connections::server {
namespace {

using testing::HasSubstr;
using testing::Not;

struct ShareRoutes : BookingTest {
  static constexpr const char* kShares = "/api/cohost/calendar-shares";
  std::string share_id;

  void SetUp() override {
    api.public_url = "https://connections.example";
    BookingTest::SetUp();
  }
  /// Hands a calendar out; gives the path of its address.
  std::string share(const std::string& profile, const std::string& property = {}) {
    json body{{"name", "Cleaner Clea"}, {"profile", profile}};
    if (!property.empty()) body["property"] = property;
    const Answer made = post(kShares, owner_key, body.dump());
    EXPECT_EQ(made.status, 201) << made.body;
    share_id = made.document.at("id");
    const std::string url = made.document.at("url");
    EXPECT_TRUE(url.starts_with("https://connections.example/calendars/")) << url;
    return url.substr(api.public_url.size());
  }
};

TEST_F(ShareRoutes, WhoHasTheAddressReadsTheNamesThatAreSure) {
  make_stay("2026-06-10", "u1", "Ada Example");
  make_stay("2026-06-20", "u2");
  const std::string path = share("owner");
  const Answer calendar = get(path, "");
  EXPECT_EQ(calendar.status, 200);
  EXPECT_EQ(calendar.header("Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_EQ(calendar.header("Cache-Control"), "no-store");
  EXPECT_THAT(calendar.body, HasSubstr("SUMMARY:Reserved - Ada Example\r\n"));
  EXPECT_THAT(calendar.body, HasSubstr("SUMMARY:Reserved\r\n"));
  EXPECT_EQ(get(kShares + ("/" + share_id) + "/preview", reader_key).body, calendar.body);
  EXPECT_THAT(get(share("cleaner"), "").body, Not(HasSubstr("Example")));
  EXPECT_THAT(get(share("lock"), "").body, Not(HasSubstr("Ada")));
}

TEST_F(ShareRoutes, ANameInDoubtIsNotShown) {
  const std::string id = make_stay("2026-06-10", "u1", "Bea Other");
  make_review(id);  // its mail says another name
  const std::string path = share("owner");
  EXPECT_THAT(get(path, "").body, Not(HasSubstr("Bea")));
  const std::string tag = get("/api/cohost/bookings/" + id, reader_key).header("ETag");
  ask("PATCH", "/api/cohost/bookings/" + id, operator_key, R"({"guest_name": "Cleo Typed"})", {{"If-Match", tag}});
  EXPECT_THAT(get(path, "").body, HasSubstr("Reserved - Cleo Typed")) << "a person's word is beyond doubt";
}

TEST_F(ShareRoutes, NothingChangedCostsNoBody) {
  make_stay("2026-06-10", "u1", "Ada Example");
  const std::string path = share("owner");
  const std::string tag = get(path, "").header("ETag");
  now += std::chrono::hours{3};
  EXPECT_EQ(get(path, "", {{"If-None-Match", tag}}).status, 304);
  make_stay("2026-06-20", "u2");
  EXPECT_EQ(get(path, "", {{"If-None-Match", tag}}).status, 200);
}

TEST_F(ShareRoutes, OnePropertyIsOneProperty) {
  make_stay("2026-06-10", "u1", "Ada Example");
  EXPECT_THAT(get(share("owner", "Harbour Loft"), "").body, HasSubstr("Ada Example"));
  EXPECT_THAT(get(share("owner", "Mill Cottage"), "").body, Not(HasSubstr("Ada Example")));
}

TEST_F(ShareRoutes, ARevokedAddressIsAnAddressThatNeverWas) {
  const std::string path = share("owner");
  EXPECT_EQ(get(path, "").status, 200);
  const auto listed = get(kShares, reader_key).document.at("items");
  EXPECT_EQ(listed.at(0).at("last_used_at"), "2026-05-20T09:00:00Z");
  EXPECT_FALSE(listed.at(0).contains("url"));
  EXPECT_EQ(ask("DELETE", kShares + ("/" + share_id), owner_key).status, 204);
  const Answer revoked = get(path, "");
  EXPECT_EQ(revoked.status, 404);
  EXPECT_EQ(revoked.body, get("/calendars/unknown.ics", "").body);
}

TEST_F(ShareRoutes, ACalendarHoldsTheStaysOfItsWorkspaceOnly) {
  make_stay("2026-06-10", "u1", "Ada Example");
  const std::string theirs = make_key(other);
  const Answer made = post(kShares, theirs, R"({"name": "x", "profile": "owner"})");
  const std::string path = made.document.at("url").get<std::string>().substr(api.public_url.size());
  const Answer calendar = get(path, "");
  EXPECT_EQ(calendar.status, 200);
  EXPECT_THAT(calendar.body, Not(HasSubstr("VEVENT")));
  EXPECT_EQ(get(kShares, owner_key).document.at("items").size(), 0U);
  EXPECT_EQ(get(kShares + ("/" + made.document.at("id").get<std::string>()) + "/preview", owner_key).status, 403);
}

TEST_F(ShareRoutes, GuessingAddressesIsSlow) {
  Answer last;
  for (int i = 0; i < 40 && last.status != 429; ++i) last = get("/calendars/" + std::to_string(i) + ".ics", "");
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(get(share("owner"), "").status, 200) << "who has an address is not held up";
}

}  // namespace
}  // namespace connections::server
