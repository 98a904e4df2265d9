#include "store/tables/progress_store.h"
#include "unit/server/booking_fixture.h"

namespace connections::server {
namespace {

using KeyRoutes = BookingTest;

constexpr const char* kKeys = "/api/cohost/keys";

TEST_F(KeyRoutes, AKeyIsShownOnceAndEndsWhenItIsRevoked) {
  const Answer made = post(kKeys, owner_key, R"({"name": "console", "role": "reader"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string key = made.document.at("key"), id = made.document.at("id");
  EXPECT_EQ(get("/api/cohost/bookings", key).status, 200);
  EXPECT_EQ(get(kKeys, key).status, 403) << "a reader sees no keys";
  const Answer listed = get(kKeys, owner_key);
  EXPECT_EQ(listed.document.at("items").size(), 4U);
  EXPECT_EQ(listed.body.find(key), std::string::npos);
  const auto& items = listed.document.at("items");
  const auto shown = std::ranges::find_if(items, [&](const json& one) { return one.at("id") == id; });
  EXPECT_EQ(shown->at("last_used_at"), to_rfc3339(now));
  EXPECT_EQ(ask("DELETE", kKeys + ("/" + id), owner_key).status, 204);
  EXPECT_EQ(get("/api/cohost/bookings", key).status, 401);
  EXPECT_EQ(post(kKeys, owner_key, R"({"name": "", "role": "reader"})").status, 422);
  EXPECT_EQ(post(kKeys, owner_key, R"({"name": "x", "role": "admin"})").status, 422);
}

/// One mail was synced: a confirmation of 17 July 2026.
struct ReadingRoutes : BookingTest {
  void SetUp() override {
    BookingTest::SetUp();
    const auto mail =
        std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail/airbnb/confirmed-de.eml";
    std::filesystem::copy_file(mail, folder.path() / (workspace.value + "mails") / "a.eml");
    must(runner.run(workspace, mails));
  }
};

TEST_F(ReadingRoutes, ShowWhatWasReadOutOfAMailAndWhy) {
  const auto archived = must(app(workspace, [&](store::Transaction& app) { return store::list_progress(app, mails); }));
  ASSERT_EQ(archived.size(), 1U);
  const std::string path = "/api/cohost/messages/" + archived.front().message.value + "/facts";
  const Answer shown = get(path, reader_key);
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.document.at("kind"), "confirmed");
  EXPECT_EQ(shown.document.at("platform"), "airbnb");
  EXPECT_FALSE(shown.document.at("reading").at("facts").empty());
  EXPECT_EQ(get(path, make_key(other)).status, 403);
}

TEST_F(ReadingRoutes, ShowWhatTheMailsAboutAReservationSayTogether) {
  const json& found = get("/api/cohost/reservations?days=90", reader_key).document;
  ASSERT_EQ(found.at("items").size(), 1U) << found;
  const json& one = found.at("items").at(0);
  EXPECT_EQ(one.at("platform"), "airbnb");
  EXPECT_EQ(one.at("state"), "confirmed");
  EXPECT_EQ(one.at("guest_name"), "Jürgen Beispielmann");
  EXPECT_EQ(one.at("check_in"), "2026-07-17");
  EXPECT_EQ(one.at("booking"), nullptr) << "no calendar has the stay";
  EXPECT_EQ(one.at("messages").at(0).at("kind"), "confirmed");
  EXPECT_EQ(get("/api/cohost/reservations?days=30", reader_key).document.at("items"), json::array());
  EXPECT_EQ(get("/api/cohost/reservations?days=90", make_key(other)).document.at("items"), json::array());
}

}  // namespace
}  // namespace connections::server
