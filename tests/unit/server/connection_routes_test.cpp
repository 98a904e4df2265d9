#include <sstream>

#include <gmock/gmock.h>

#include "server/api/sync_slots.h"
#include "store/tables/sync_queue_store.h"
#include "store/tables/sync_run_store.h"
#include "unit/server/api_fixture.h"

namespace connections::server {
namespace {

struct ConnectionRoutes : ApiTest {
  ConnectionId mine = make_connection(workspace, "mine");
};

TEST_F(ConnectionRoutes, MakeListChangeAndShow) {
  const Answer made = post("/api/cohost/connections", owner_key,
                           R"({"platform": "vrbo", "name": "Vrbo", "reservation_label": "Stays"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string path = made.header("Location");
  EXPECT_EQ(path, "/api/cohost/connections/" + made.document.at("id").get<std::string>());
  EXPECT_EQ(get(path, reader_key).document, made.document);
  EXPECT_EQ(get("/api/cohost/connections", reader_key).document.at("items").size(), 2U);
  const Answer changed = ask("PATCH", path, owner_key, R"({"reservation_label": "Stays/Vrbo"})");
  EXPECT_EQ(changed.document.at("reservation_label"), "Stays/Vrbo");
  EXPECT_EQ(post("/api/cohost/connections", owner_key, R"({"platform": "vrbo", "name": "Vrbo"})").code(), "CONFLICT");
  EXPECT_EQ(post("/api/cohost/connections", owner_key, R"({"platform": ""})").status, 422);
  EXPECT_EQ(get("/api/cohost/connections", make_key(other)).document.at("items").size(), 0U);
}

TEST_F(ConnectionRoutes, SyncAnswersWithWhatItDid) {
  const Answer answer = post(of(mine, "/sync"), operator_key);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.document.at("emails_scanned"), 0);
  EXPECT_EQ(answer.document.at("bookings_enriched"), 0);
  const Answer runs = get(of(mine, "/syncs"), reader_key);
  EXPECT_EQ(runs.document.at("items").at(0).at("status"), "done");
  EXPECT_EQ(get(of(mine, "/health"), reader_key).document.at("last_run").at("status"), "done");
}

/// The ids of the events in a stretch of text/event-stream.
std::vector<std::string> ids_in(const std::optional<std::string>& text) {
  std::vector<std::string> ids;
  std::istringstream lines(text.value_or("nothing"));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("id: ")) ids.push_back(line.substr(4));
  return ids;
}

TEST_F(ConnectionRoutes, ShowRunsAsEventsAndResumeAfterTheLastThatWasSeen) {
  must(runner.run(workspace, mine));
  must(runner.run(workspace, mine));
  const auto events = [&](const Pairs& headers) {
    return router.answer({.method = "GET", .path = of(mine, "/syncs/events"), .headers = headers}).events;
  };
  const Pairs key{{"authorization", "Bearer " + reader_key}};
  const auto stream = events(key);
  ASSERT_TRUE(stream);
  const auto first = ids_in(stream());
  ASSERT_EQ(first.size(), 1U) << "a new client gets the last run only";
  EXPECT_THAT(first[0], testing::EndsWith(":done"));
  EXPECT_EQ(stream(), "");
  must(runner.run(workspace, mine));
  const auto second = ids_in(stream());
  ASSERT_EQ(second.size(), 1U);
  must(runner.run(workspace, mine));

  const auto resumed = events({key[0], {"last-event-id", first[0]}});
  const auto missed = ids_in(resumed());
  ASSERT_EQ(missed.size(), 2U);
  EXPECT_EQ(missed[0], second[0]);
  const auto begun = events({key[0], {"last-event-id", first[0].substr(0, first[0].find(':')) + ":running"}});
  EXPECT_EQ(ids_in(begun()).size(), 3U) << "of the run that was seen to begin, its end is new";
  EXPECT_FALSE(events({{"authorization", "Bearer " + make_key(other)}}));
}

TEST_F(ConnectionRoutes, ASyncThatIsNotWaitedForIsDueAndShowsWhereToLook) {
  post(of(mine, "/sync"), operator_key);
  const Answer asked = post(of(mine, "/sync"), operator_key, {}, {{"Prefer", "respond-async"}});
  ASSERT_EQ(asked.status, 202) << asked.body;
  EXPECT_EQ(asked.document.at("runs"), asked.header("Location"));
  const std::string poll = asked.header("Location");
  EXPECT_EQ(get(poll, reader_key).document.at("items").size(), 0U) << "not run yet";
  const auto item = must(owner([&](store::Transaction& owner) {
    return store::take_due(owner, {.lease_owner = "t", .due_by = now, .lease_until = now, .next_due = now});
  }));
  ASSERT_TRUE(item);
  EXPECT_EQ(item->connection, mine);
  must(runner.run(item->workspace, item->connection));
  EXPECT_EQ(get(poll, reader_key).document.at("items").size(), 1U);
}

TEST_F(ConnectionRoutes, SyncSaysWhenAnotherIsUnderWay) {
  const auto lock = database.try_lock_connection(workspace, mine);
  ASSERT_TRUE(lock);
  const Answer answer = post(of(mine, "/sync"), operator_key);
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.code(), "SYNC_IN_PROGRESS");
}

TEST_F(ConnectionRoutes, SyncRefusesALabelThatTwoConnectionsWatch) {
  const ConnectionId first = make_gmail_connection("first");
  const ConnectionId second = make_gmail_connection("second");
  for (const ConnectionId& one : {first, second})
    EXPECT_EQ(ask("PATCH", of(one), owner_key, R"({"reservation_label": "Airbnb"})").status, 200);
  const Answer answer = post(of(first, "/sync"), operator_key);
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.code(), "LABEL_CONFLICT");
}

TEST_F(ConnectionRoutes, SyncsBeyondThoseThatMayRunAtOnceAreRefusedAndHealthStillAnswers) {
  std::atomic<int> inside = 0;
  std::atomic<bool> go_on = false;
  runner.sources = [&](const WorkspaceId&) -> sync::SourceFactory {
    return [&](const store::Connection& one) -> Result<std::unique_ptr<source::Source>> {
      ++inside;
      while (!go_on) std::this_thread::sleep_for(std::chrono::milliseconds{5});
      return source::make_folder_source(one.folder_path);
    };
  };
  std::vector<std::thread> busy;
  for (int i = 0; i < kMaxSyncs; ++i)
    busy.emplace_back([&, id = make_connection(workspace, "busy" + std::to_string(i))] {
      EXPECT_EQ(post(of(id, "/sync"), operator_key).status, 200);
    });
  while (inside < kMaxSyncs) std::this_thread::sleep_for(std::chrono::milliseconds{5});
  EXPECT_EQ(post(of(mine, "/sync"), operator_key).status, 429);
  EXPECT_EQ(get("/health", "").status, 200);
  go_on = true;
  for (auto& one : busy) one.join();
  EXPECT_EQ(post(of(mine, "/sync"), operator_key).status, 200);
}

}  // namespace
}  // namespace connections::server
