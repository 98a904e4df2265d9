// Alarms as the database's facts raise them: told once, shown by the API, ended.
#include "log/log.h"
#include "server/health/alarm_watch.h"
#include "store/feeds/feed_store.h"
#include "store/tables/sync_run_store.h"
#include "unit/server/api_fixture.h"

namespace connections::server {
namespace {

using std::chrono::hours;
using testing::HasSubstr;
using testing::Not;

struct SilenceTest : ApiTest {
  /// A feed that fails since `now`.
  FeedId broken_feed(const WorkspaceId& where) {
    return must(database.with(store::Role::kCalendar, where, [&](store::Transaction& calendar) -> Result<FeedId> {
      const auto feed = TRY(store::create_feed(
          calendar, {.platform = "airbnb", .property = "Mill Cottage", .url = "https://feed.example/a.ics"}, now));
      TRY(store::set_feed_failed(calendar, feed.id, "FEED_INVALID: no events", now));
      return feed.id;
    }));
  }
  void mend(const FeedId& feed) {
    must(database.with(store::Role::kCalendar, workspace,
                       [&](store::Transaction& calendar) { return store::set_feed_checked(calendar, feed, now); }));
  }
  /// What a look wrote into the log.
  std::string look(std::size_t standing) {
    log::set_level(log::Level::kInfo);
    testing::internal::CaptureStderr();
    EXPECT_EQ(must(watch_for_silence(database, now)).all(), standing);
    log::set_level(log::Level::kWarning);
    return testing::internal::GetCapturedStderr();
  }
};

TEST_F(SilenceTest, AnAlarmIsToldOnceAndSoIsItsEnd) {
  const FeedId feed = broken_feed(workspace);
  EXPECT_EQ(look(0), "");
  now += hours{25};
  const std::string raised = look(1);
  EXPECT_THAT(raised, HasSubstr("silence_raised"));
  EXPECT_THAT(raised, HasSubstr(feed.value));
  EXPECT_THAT(raised, HasSubstr(workspace.value));
  EXPECT_THAT(raised, Not(HasSubstr("Mill Cottage"))) << "ids only";
  EXPECT_EQ(look(1), "");
  mend(feed);
  EXPECT_THAT(look(0), HasSubstr("silence_ended"));
}

TEST_F(SilenceTest, TheApiShowsTheAlarmsOfItsWorkspace) {
  const FeedId feed = broken_feed(workspace);
  broken_feed(other);
  now += hours{25};
  const auto items = get("/api/cohost/alarms", reader_key).document.at("items");
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items.at(0).at("kind"), "feed_stopped");
  EXPECT_EQ(items.at(0).at("cause"), "feed");
  EXPECT_EQ(items.at(0).at("feed"), feed.value);
  EXPECT_THAT(items.at(0).at("what").get<std::string>(), HasSubstr("the calendar of Mill Cottage cannot be read"));
}

TEST_F(SilenceTest, AFolderThatWasEmptiedIsNoticed) {
  const ConnectionId id = make_connection(workspace, "one");
  const auto mail =
      std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail/airbnb/confirmed-de.eml";
  const auto copy = folder.path() / (workspace.value + "one") / "a.eml";
  std::filesystem::copy_file(mail, copy);
  must(runner.run(workspace, id));
  EXPECT_EQ(get("/api/cohost/alarms", reader_key).document.at("items").size(), 0U);
  std::filesystem::remove(copy);
  now += hours{1};
  must(runner.run(workspace, id));
  const auto alarms = get(of(id, "/health"), reader_key).document.at("alarms");
  ASSERT_EQ(alarms.size(), 1U);
  EXPECT_EQ(alarms.at(0).at("kind"), "label_emptied");
  EXPECT_THAT(alarms.at(0).at("what").get<std::string>(), HasSubstr("had 1 mails and lists none"));
  for (int i = 0; i < 12; ++i) must(runner.run(workspace, id));
  EXPECT_EQ(get("/api/cohost/alarms", reader_key).document.at("items").size(), 1U) << "it stays empty";
  std::filesystem::copy_file(mail, copy);
  must(runner.run(workspace, id));
  EXPECT_EQ(get("/api/cohost/alarms", reader_key).document.at("items").size(), 0U);
}

}  // namespace
}  // namespace connections::server
