#include <atomic>

#include "account/feed_address.h"
#include "account/keys_rotation.h"
#include "net/http_client.h"
#include "rules/language/load_feed_words.h"
#include "server/schedule/feed_scheduler.h"
#include "store/feeds/feed_store.h"
#include "support/web_server.h"
#include "sync/feeds/feed_setup.h"
#include "unit/server/api_fixture.h"
#include "view/feed_view.h"

namespace connections::server {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

std::string stay(const std::string& uid, const std::string& from, const std::string& to) {
  return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTART;VALUE=DATE:" + from + "\r\nDTEND;VALUE=DATE:" + to +
         "\r\nSUMMARY:Reserved\r\nEND:VEVENT\r\n";
}

std::string feed_of(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n" + events + "END:VCALENDAR\r\n";
}

/// A platform that serves one calendar at a secret address, and the server that reads it.
struct FeedRoutes : ApiTest {
  test::WebServer platform;
  std::string ics = feed_of(stay("u1", "20260610", "20260614"));
  std::atomic<int> asked = 0, sent = 0;
  int status = 200;
  test::TempFolder keys;
  secrets::Vault vault{keys.path() / "keys" / "master.keys"};
  net::HttpClient http;
  sync::FeedReading reading{
      .database = database,
      .vault = vault,
      .http = http,
      .words = [] { return rules::load_feed_words(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules"); },
      .policy = {.addresses = net::AddressPolicy::kAllowPrivate, .allow_http = true}};
  FeedScheduler scheduler{reading, [this] { return now; }, {.every = seconds{900}, .workers = 1, .lease_owner = "t"}};
  std::string secret = platform.url("/calendar/ical/12345.ics?s=0123456789abcdef");

  void SetUp() override {
    api.feeds = &reading;
    platform.server.Get("/calendar/ical/12345.ics", [this](const httplib::Request& request, httplib::Response& out) {
      ++asked;
      out.status = status;
      const std::string tag = "\"" + std::to_string(std::hash<std::string>()(ics)) + "\"";
      out.set_header("ETag", tag);
      if (status == 200 && request.get_header_value("If-None-Match") == tag) {
        out.status = 304;
        return;
      }
      ++sent;
      out.set_content(ics, "text/calendar");
    });
    platform.server.Get("/moved.ics", [this](const auto&, httplib::Response& out) { out.set_redirect(secret); });
    platform.start();
    ApiTest::SetUp();
  }
  /// Reads the feed for the first time, as `calendar import` does.
  FeedId import() {
    return must(sync::import_place(reading, {.database = database, .workspace = workspace, .now = now},
                                   {.place = secret, .platform = "airbnb", .property = "Loft"}))
        .value.feed;
  }
  FeedScheduler::Tally run_after(seconds time) {
    now += time;
    must(enqueue_all_feeds(database, now));
    return must(scheduler.run_due());
  }
  json shown(const FeedId& id) { return get("/api/cohost/feeds/" + id.value, reader_key).document; }
};

TEST_F(FeedRoutes, AFeedIsReadByItselfAndSaysWhatChanged) {
  const FeedId id = import();
  EXPECT_EQ(run_after(seconds{0}).reads, 1U);
  EXPECT_EQ(run_after(seconds{60}).reads, 0U) << "not due yet";
  ics = feed_of(stay("u2", "20260703", "20260707"));
  EXPECT_EQ(run_after(seconds{1'000}).reads, 1U);
  const json feed = shown(id);
  EXPECT_EQ(feed.at("last_change").at("inserted"), 1);
  EXPECT_EQ(feed.at("last_change").at("cancelled"), 1);
  EXPECT_EQ(view::change_sentence(feed.at("last_change")),
            "1 new: 2026-07-03 to 2026-07-07, 1 gone: 2026-06-10 to 2026-06-14");
  EXPECT_EQ(feed.at("changed_at"), to_rfc3339(now));
}

TEST_F(FeedRoutes, AnUnchangedFeedIsNotSentAgain) {
  const FeedId id = import();
  EXPECT_EQ(run_after(seconds{0}).failed, 0U);
  EXPECT_EQ(run_after(seconds{1'000}).reads, 1U);
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(sent, 1);
  EXPECT_EQ(shown(id).at("checked_at"), to_rfc3339(now));
  EXPECT_NE(shown(id).at("last_refreshed_at"), to_rfc3339(now));
}

TEST_F(FeedRoutes, AFeedThatFailsChangesNothingSaysSinceWhenAndIsReadEverMoreRarely) {
  const FeedId id = import();
  run_after(seconds{0});
  status = 500;
  EXPECT_EQ(run_after(seconds{1'000}).failed, 1U);
  const std::string since = to_rfc3339(now);
  EXPECT_EQ(shown(id).at("error_since"), since);
  EXPECT_EQ(shown(id).at("failures"), 1);
  EXPECT_THAT(shown(id).at("error").get<std::string>(), Not(HasSubstr("0123456789abcdef")));
  EXPECT_EQ(run_after(seconds{1'000}).reads, 0U) << "twice the pause";
  EXPECT_EQ(run_after(seconds{1'000}).failed, 1U);
  EXPECT_EQ(shown(id).at("error_since"), since);
  EXPECT_EQ(get("/api/cohost/bookings", reader_key).document.at("items").at(0).at("state"), "confirmed");
  status = 200;
  EXPECT_EQ(run_after(seconds{4'000}).failed, 0U);
  EXPECT_EQ(shown(id).at("error"), "");
  EXPECT_EQ(shown(id).at("failures"), 0);
}

TEST(FeedPause, DoublesUpToItsEnd) {
  EXPECT_EQ(FeedScheduler::pause_after(seconds{900}, 0), seconds{900});
  EXPECT_EQ(FeedScheduler::pause_after(seconds{900}, 2), seconds{3'600});
  EXPECT_EQ(FeedScheduler::pause_after(seconds{900}, 1'000), FeedScheduler::kMaxPause);
  EXPECT_EQ(FeedScheduler::pause_after(std::chrono::hours{24}, 3), std::chrono::hours{24});
}

TEST_F(FeedRoutes, TheAddressIsSealedInTheDatabaseAndShownMasked) {
  const FeedId id = import();
  const auto kept = must(app(workspace, [&](store::Transaction& app) { return store::find_feed(app, id); }));
  EXPECT_THAT(kept.url, testing::StartsWith("v1."));
  EXPECT_THAT(kept.url, Not(HasSubstr("0123456789abcdef")));
  EXPECT_EQ(kept.shown_url, platform.url("/…"));
  EXPECT_THAT(get("/api/cohost/feeds", reader_key).body, Not(HasSubstr("0123456789abcdef")));
  EXPECT_EQ(import(), id) << "found by its digest";
  EXPECT_EQ(account::masked_feed_address("https://user:pw@www.airbnb.com/calendar?s=x"), "https://www.airbnb.com/…");
}

TEST_F(FeedRoutes, AnAddressFromBeforeIsSealedWhenItIsRead) {
  const FeedId id =
      must(database.with(store::Role::kCalendar, workspace, [&](store::Transaction& calendar) {
        return store::create_feed(calendar, {.platform = "airbnb", .property = "Loft", .url = secret}, now);
      })).id;
  EXPECT_EQ(run_after(seconds{0}).failed, 0U);
  const auto kept = must(app(workspace, [&](store::Transaction& app) { return store::find_feed(app, id); }));
  EXPECT_THAT(kept.url, testing::StartsWith("v1."));
  EXPECT_EQ(kept.shown_url, platform.url("/…"));
}

TEST_F(FeedRoutes, ANewMasterKeySealsAddressesToo) {
  const FeedId id = import();
  const auto rotation = must(account::rotate_master_key(database, vault, now, [](std::size_t, std::size_t) {}));
  EXPECT_EQ(rotation.resealed, 1U);
  const auto kept = must(app(workspace, [&](store::Transaction& app) { return store::find_feed(app, id); }));
  EXPECT_EQ(secrets::key_id_of(kept.url), rotation.key_id);
  EXPECT_EQ(must(account::open_feed_address(vault, workspace, kept)), secret);
}

TEST_F(FeedRoutes, TheGuardHoldsOnEveryHop) {
  reading.policy = {};
  EXPECT_EQ(post("/api/cohost/feeds", owner_key, R"({"url": "https://127.0.0.1/x.ics", "platform": "airbnb",
    "property": "Loft"})")
                .code(),
            "ADDRESS_FORBIDDEN");
  for (const char* url : {"/etc/passwd", "file:///etc/passwd", "http://example.test/a.ics"})
    EXPECT_EQ(
        post("/api/cohost/feeds", owner_key, json{{"url", url}, {"platform", "airbnb"}, {"property", "Loft"}}.dump())
            .status,
        422)
        << url;
  EXPECT_EQ(get("/api/cohost/feeds", reader_key).document.at("items").size(), 0U)
      << "nothing is made of what cannot be read";
}

TEST_F(FeedRoutes, IsReadOnRequestInItsOwnWorkspaceOnly) {
  const FeedId id = import();
  ics = feed_of(stay("u1", "20260610", "20260614") + stay("u2", "20260703", "20260707"));
  const std::string path = "/api/cohost/feeds/" + id.value + "/refresh";
  EXPECT_EQ(post(path, make_key(other)).status, 403);
  EXPECT_EQ(post(path, reader_key).status, 403);
  const Answer done = post(path, operator_key);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.document.at("inserted"), 1);
  EXPECT_EQ(post(path, operator_key).document.at("not_modified"), true);
  ics = "not a calendar";
  EXPECT_EQ(post(path, operator_key).code(), "FEED_INVALID");
}

TEST_F(FeedRoutes, TwoReplicasNeverReadOneFeedAtOnce) {
  import();
  must(enqueue_all_feeds(database, now));
  const auto first =
      must(owner([&](store::Transaction& owner) { return store::take_due_feed(owner, "a", now, now + seconds{300}); }));
  EXPECT_TRUE(first);
  EXPECT_EQ(must(scheduler.run_due()).reads, 0U);
  now += seconds{301};
  EXPECT_EQ(must(scheduler.run_due()).reads, 1U) << "who took it has died";
}

}  // namespace
}  // namespace connections::server
