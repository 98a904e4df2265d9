#include "server/push/push_notice.h"

#include <gmock/gmock.h>
#include <httplib.h>

#include "server/api/router.h"
#include "server/health/totals.h"
#include "server/http/http_server.h"
#include "server/push/watch_renewal.h"
#include "store/access/watch_store.h"
#include "store/tables/sync_queue_store.h"
#include "unit/server/fixture.h"
#include "unit/server/signed_token.h"

namespace connections::server {
namespace {

using nlohmann::json;
using std::chrono::hours;

std::string push(const std::string& data) {
  return json{{"message", {{"data", data}, {"messageId", "1"}}}, {"subscription", "projects/p/subscriptions/s"}}.dump();
}

TEST(PushNotice, NamesAMailboxInEitherAlphabetWithOrWithoutPadding) {
  // {"emailAddress": "Ada?>@example.com", "historyId": "9876543210"} after a space, which puts a + into it
  const std::string standard =
      "IHsiZW1haWxBZGRyZXNzIjogIkFkYT8+QGV4YW1wbGUuY29tIiwgImhpc3RvcnlJZCI6ICI5ODc2NTQzMjEwIn0=";
  std::string url_safe = standard.substr(0, standard.find('='));
  std::replace(url_safe.begin(), url_safe.end(), '/', '_');
  std::replace(url_safe.begin(), url_safe.end(), '+', '-');
  for (const std::string& data : {standard, url_safe}) {
    const auto notice = parse_push(push(data));
    ASSERT_TRUE(notice) << data;
    EXPECT_EQ(notice->address, "ada?>@example.com");
  }
  // {"emailAddress":"ada@example.com","historyId":9876543210}
  EXPECT_TRUE(parse_push(push("eyJlbWFpbEFkZHJlc3MiOiJhZGFAZXhhbXBsZS5jb20iLCJoaXN0b3J5SWQiOjk4NzY1NDMyMTB9")));
}

TEST(PushNotice, AnythingElseIsNone) {
  for (const std::string& bad :
       {std::string(), std::string("x"), std::string("[]"), std::string("{\"message\":1}"),
        std::string("{\"message\":{\"data\":1}}"), push(""), push("%%%"), push("e30="), push("A"), push("eyJ=eyJx"),
        push("e30=A"), push("W10="), std::string("{\"message\":{\"data\":\"\xff\xfe\"}}"),
        // {"emailAddress":1,"historyId":1}, {"emailAddress":"a"}, {"emailAddress":"","historyId":1}
        push("eyJlbWFpbEFkZHJlc3MiOjEsImhpc3RvcnlJZCI6MX0="), push("eyJlbWFpbEFkZHJlc3MiOiJhIn0="),
        push("eyJlbWFpbEFkZHJlc3MiOiIiLCJoaXN0b3J5SWQiOjF9"),
        // {"emailAddress":"a@b.example","historyId":"-1"}
        push("eyJlbWFpbEFkZHJlc3MiOiJhQGIuZXhhbXBsZSIsImhpc3RvcnlJZCI6Ii0xIn0=")}) {
    const auto notice = parse_push(bad);
    ASSERT_FALSE(notice) << bad;
    EXPECT_EQ(notice.error().code, Errc::kInvalidArgument);
  }
}

struct PushTest : ServerTest {
  static constexpr const char* kAda = "eyJlbWFpbEFkZHJlc3MiOiJhZGFAZXhhbXBsZS5jb20iLCJoaXN0b3J5SWQiOjk4NzY1NDMyMTB9";
  bool keys_away = false;
  PushOptions options{.path = "/gmail/push",
                      .policy = {.audience = "aud", .service_account = "push@example.com"},
                      .key = [this](const std::string& id) -> Result<std::string> {
                        if (keys_away) return fail(Errc::kNetworkFailed, "away");
                        if (id != google_key().id()) return fail(Errc::kNotFound, "no such key");
                        return google_key().public_json();
                      }};
  Api api{.runner = runner, .health = [] { return ProcessHealth{}; }, .push = &options};
  Router router{api};
  HttpServer server{[this](const HttpRequest& request) { return router.answer(request); }};
  std::unique_ptr<httplib::Client> client;
  ConnectionId ada = make_gmail_connection("ada");
  ConnectionId bob = make_gmail_connection("bob");

  void SetUp() override {
    client = std::make_unique<httplib::Client>("127.0.0.1", must(server.start("127.0.0.1", 0)));
    must(count_totals(database, now));
    watch(ada, "Ada@Example.com");
    watch(bob, "bob@example.com");
    while (take()) {
    }
    now += std::chrono::minutes{1};
  }
  void watch(const ConnectionId& id, const std::string& address) {
    must(app(workspace,
             [&](store::Transaction& app) { return store::save_watch(app, id, address, now + hours{168}, now); }));
  }
  /// What is due now, taken and given back.
  std::optional<ConnectionId> take() {
    return must(owner([&](store::Transaction& owner) -> Result<std::optional<ConnectionId>> {
      const auto item = store::take_due(owner, {.lease_owner = "t",
                                                .due_by = now,
                                                .lease_until = now + hours{1},
                                                .next_due = now + std::chrono::minutes{5}});
      if (!item) return std::unexpected(item.error());
      if (!*item) return std::nullopt;
      if (auto back = store::give_back(owner, (*item)->connection, "t"); !back) return std::unexpected(back.error());
      return (*item)->connection;
    }));
  }
  std::string token(const std::string& audience = "aud") const {
    const auto at = now.time_since_epoch().count();
    return google_key().sign({{"iss", "https://accounts.google.com"},
                              {"aud", audience},
                              {"email", "push@example.com"},
                              {"email_verified", true},
                              {"iat", at},
                              {"exp", at + 3600}});
  }
  int post(const std::string& body, const std::string& authorization) const {
    return client->Post("/gmail/push", {{"Authorization", authorization}}, body, "application/json")->status;
  }
};

TEST_F(PushTest, ANoticeMakesTheMailboxsConnectionsDue) {
  EXPECT_FALSE(take());
  EXPECT_EQ(post(push(kAda), "Bearer " + token()), 204);
  EXPECT_EQ(take(), ada);
  EXPECT_FALSE(take());
}

TEST_F(PushTest, IsRefusedWithoutAGoodToken) {
  EXPECT_EQ(client->Post("/gmail/push", push(kAda), "application/json")->status, 401);
  EXPECT_EQ(post(push(kAda), "Bearer x.y.z"), 401);
  EXPECT_EQ(post(push(kAda), token()), 401);
  EXPECT_EQ(post(push(kAda), "Bearer " + token("another")), 403);
  EXPECT_EQ(post(push(kAda), "Bearer " + SigningKey("unknown").sign({{"iss", "x"}})), 401);
  keys_away = true;
  EXPECT_EQ(post(push(kAda), "Bearer " + token()), 503) << "Pub/Sub shall try again";
  EXPECT_FALSE(take());
}

TEST_F(PushTest, SaysWhatTheBodyIsAndForgetsMailboxesThatNobodyReads) {
  EXPECT_EQ(post("nonsense", "Bearer " + token()), 400);
  // {"emailAddress":"eve@example.com","historyId":1}
  EXPECT_EQ(post(push("eyJlbWFpbEFkZHJlc3MiOiJldmVAZXhhbXBsZS5jb20iLCJoaXN0b3J5SWQiOjF9"), "Bearer " + token()), 204);
  EXPECT_FALSE(take());
}

struct Renewal : ServerTest {
  int asked = 0;
  Result<WatchedMailbox> answer = WatchedMailbox{"ada@example.com", now + hours{168}};
  AskForWatch ask = [this](const WorkspaceId&, const store::Connection&) {
    ++asked;
    return answer;
  };
  ConnectionId connected() {
    const ConnectionId id = make_gmail_connection("ada");
    must(app(workspace, [&](store::Transaction& app) {
      return store::set_gmail_status(app, id, store::GmailStatus::kConnected);
    }));
    return id;
  }
  store::Watch watch_of(const ConnectionId& id) {
    return *must(app(workspace, [&](store::Transaction& app) { return store::find_watch(app, id); }));
  }
};

TEST_F(Renewal, AsksOnceADayForConnectedMailboxesOnly) {
  const ConnectionId id = connected();
  make_gmail_connection("never connected");
  make_connection(workspace, "a folder");
  EXPECT_EQ(must(renew_watches(database, ask, now)).renewed, 1u);
  EXPECT_EQ(watch_of(id).expires_at, now + hours{168});
  EXPECT_EQ(must(renew_watches(database, ask, now + hours{23})).renewed, 0u);
  EXPECT_EQ(must(renew_watches(database, ask, now + hours{24})).renewed, 1u);
  EXPECT_EQ(asked, 2);
}

TEST_F(Renewal, AFailureIsKeptAndTriedAgainInAnHourAndWhatWasGrantedStays) {
  const ConnectionId id = connected();
  const Instant start = now;
  must(renew_watches(database, ask, now));
  answer = fail(Errc::kSourceFailed, "no such topic");
  now += hours{24};
  EXPECT_EQ(must(renew_watches(database, ask, now)).failed, 1u);
  EXPECT_THAT(watch_of(id).error, testing::HasSubstr("no such topic"));
  EXPECT_EQ(watch_of(id).expires_at, start + hours{168});
  EXPECT_EQ(must(renew_watches(database, ask, now + std::chrono::minutes{59})).failed, 0u);
  EXPECT_EQ(must(renew_watches(database, ask, now + hours{1})).failed, 1u);
}

TEST_F(Renewal, TheOwnerOnlyLooksAWatchUp) {
  const ConnectionId id = connected();
  must(renew_watches(database, ask, now));
  const auto found = [&](const char* address) {
    return must(owner([&](store::Transaction& owner) { return store::watching_connections(owner, address); }));
  };
  EXPECT_EQ(found("ADA@example.com"), std::vector{id});
  EXPECT_TRUE(found("eve@example.com").empty());
  const WorkspaceId other = make_workspace("other");
  EXPECT_FALSE(must(app(other, [&](store::Transaction& app) { return store::find_watch(app, id); })))
      << "another workspace sees it";
}

}  // namespace
}  // namespace connections::server
