#include "server/http/api_routes.h"

#include <gmock/gmock.h>
#include <httplib.h>

#include "secrets/api_key.h"
#include "store/access/api_key_store.h"
#include "store/tables/fetch_failure_store.h"
#include "unit/server/fixture.h"

namespace connections::server {
namespace {

using nlohmann::json;

struct ApiTest : ServerTest {
  ProcessHealth process;
  HttpServer server;
  std::unique_ptr<httplib::Client> client;
  int port = 0;
  ConnectionId mine = make_connection(workspace, "mine");
  WorkspaceId other = make_workspace("other");
  ConnectionId theirs = make_connection(other, "theirs");
  std::string key = make_key(workspace);

  void SetUp() override {
    add_api_routes(server, {.runner = runner, .health = [this] { return process; }});
    port = must(server.start("127.0.0.1", 0));
    client = std::make_unique<httplib::Client>("127.0.0.1", port);
    client->set_read_timeout(std::chrono::seconds{60});
  }
  std::string make_key(const WorkspaceId& where) {
    const std::string made = secrets::new_api_key();
    must(app(where, [&](store::Transaction& app) {
      return store::create_api_key(app, "test", secrets::api_key_hash(made), now);
    }));
    return made;
  }
  static httplib::Headers with(const std::string& key) { return {{"Authorization", "Bearer " + key}}; }
  static std::string path(const ConnectionId& id, const char* what) {
    return "/api/cohost/connections/" + id.value + "/" + what;
  }
  static std::string code_of(const httplib::Result& answer) { return json::parse(answer->body).at("error").at("code"); }
};

TEST_F(ApiTest, HealthOfTheProcessNeedsNoKey) {
  EXPECT_EQ(client->Get("/health")->status, 200);
  process.database_error = "STORE_UNAVAILABLE";
  const auto answer = client->Get("/health");
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(json::parse(answer->body).at("status"), "failing");
}

TEST_F(ApiTest, HealthOfAConnectionIsForItsOwnWorkspaceOnly) {
  const auto answer = client->Get(path(mine, "health"), with(key));
  ASSERT_EQ(answer->status, 200) << answer->body;
  EXPECT_EQ(json::parse(answer->body).at("connection"), mine.value);
  EXPECT_EQ(client->Get(path(theirs, "health"), with(make_key(other)))->status, 200);

  const auto cross = client->Get(path(theirs, "health"), with(key));
  EXPECT_EQ(cross->status, 403);
  EXPECT_EQ(code_of(cross), "FORBIDDEN");
  const auto nobodys = client->Get(path({"3fa85f64-5717-4562-b3fc-2c963f66afa6"}, "health"), with(key));
  EXPECT_EQ(nobodys->status, 403);
  EXPECT_EQ(nobodys->body, cross->body) << "an id that exists elsewhere looks like one that does not";
  EXPECT_EQ(client->Get(path({std::string(36, '-')}, "health"), with(key))->status, 403);
}

TEST_F(ApiTest, WithoutAValidKeyThereIsNothing) {
  const auto answer = client->Get(path(mine, "health"));
  EXPECT_EQ(answer->status, 401);
  EXPECT_EQ(answer->get_header_value("WWW-Authenticate"), "Bearer");
  for (const std::string& wrong : {std::string("ck_wrong"), std::string(), key + "x", secrets::api_key_hash(key)})
    EXPECT_EQ(client->Get(path(mine, "health"), with(wrong))->status, 401) << wrong;
  EXPECT_EQ(client->Get(path(mine, "health"), {{"Authorization", "Basic " + key}})->status, 401);
  EXPECT_EQ(client->Post(path(mine, "sync"), "", "")->status, 401);
}

TEST_F(ApiTest, ARevokedKeyEndsAtOnceAndTheUseOfAKeyIsNoted) {
  EXPECT_EQ(client->Get(path(mine, "health"), with(key))->status, 200);
  const auto keys = must(app(workspace, [](store::Transaction& app) { return store::list_api_keys(app); }));
  EXPECT_EQ(keys.at(0).last_used_at, now);
  EXPECT_FALSE(app(other, [&](store::Transaction& app) { return store::revoke_api_key(app, keys[0].id, now); }))
      << "another workspace cannot revoke it";
  must(app(workspace, [&](store::Transaction& app) { return store::revoke_api_key(app, keys[0].id, now); }));
  EXPECT_EQ(client->Get(path(mine, "health"), with(key))->status, 401);
}

TEST_F(ApiTest, SyncAnswersWithWhatItDid) {
  const auto answer = client->Post(path(mine, "sync"), with(key), "", "application/json");
  ASSERT_EQ(answer->status, 200) << answer->body;
  const json stats = json::parse(answer->body);
  EXPECT_EQ(stats.at("emails_scanned"), 0);
  EXPECT_EQ(stats.at("bookings_enriched"), 0);
  EXPECT_EQ(client->Post(path(theirs, "sync"), with(key), "", "")->status, 403);
}

TEST_F(ApiTest, SyncSaysWhenAnotherIsUnderWay) {
  const auto lock = database.try_lock_connection(workspace, mine);
  ASSERT_TRUE(lock);
  const auto answer = client->Post(path(mine, "sync"), with(key), "", "");
  EXPECT_EQ(answer->status, 409);
  EXPECT_EQ(code_of(answer), "SYNC_IN_PROGRESS");
}

TEST_F(ApiTest, SyncRefusesALabelThatTwoConnectionsWatch) {
  const ConnectionId first = make_gmail_connection("first");
  const ConnectionId second = make_gmail_connection("second");
  for (const ConnectionId& one : {first, second})
    must(app(workspace, [&](store::Transaction& app) { return store::set_reservation_label(app, one, "Airbnb"); }));
  const auto answer = client->Post(path(first, "sync"), with(key), "", "");
  EXPECT_EQ(answer->status, 409);
  EXPECT_EQ(code_of(answer), "LABEL_CONFLICT");
}

TEST_F(ApiTest, SyncsBeyondThoseThatMayRunAtOnceAreRefusedAndHealthStillAnswers) {
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
      httplib::Client own("127.0.0.1", port);
      own.set_read_timeout(std::chrono::seconds{60});
      EXPECT_EQ(own.Post(path(id, "sync"), with(key), "", "")->status, 200);
    });
  while (inside < kMaxSyncs) std::this_thread::sleep_for(std::chrono::milliseconds{5});
  EXPECT_EQ(client->Post(path(mine, "sync"), with(key), "", "")->status, 429);
  EXPECT_EQ(client->Get("/health")->status, 200);
  go_on = true;
  for (auto& one : busy) one.join();
  EXPECT_EQ(client->Post(path(mine, "sync"), with(key), "", "")->status, 200);
}

}  // namespace
}  // namespace connections::server
