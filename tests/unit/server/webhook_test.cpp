// What a host application is told: signed, once, again until it takes it; dead letters are shown and replayed.
#include <set>

#include "account/keys_rotation.h"
#include "secrets/webhook_signature.h"
#include "server/webhooks/retry.h"
#include "server/webhooks/webhook_sender.h"
#include "store/alarms/alarm_store.h"
#include "store/webhooks/endpoint_store.h"
#include "support/program.h"
#include "support/web_server.h"
#include "unit/server/booking_fixture.h"

namespace connections::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

struct Webhooks : BookingTest {
  struct Got {
    std::string id, timestamp, signature, body;
  };
  test::WebServer receiver;
  std::mutex mutex;
  std::vector<Got> got;  ///< guarded by mutex
  std::atomic<int> status = 204;
  std::string wait;  ///< Retry-After of its answers
  test::TempFolder keys;
  secrets::Vault vault{keys.path() / "keys" / "master.keys"};
  net::HttpClient http;
  WebhookSending sending{.database = database,
                         .vault = vault,
                         .http = http,
                         .jitter = [] { return 0.5; },
                         .addresses = net::AddressPolicy::kAllowPrivate,
                         .allow_http = true};
  std::string secret, webhook;

  void SetUp() override {
    receiver.server.Post("/hook", [this](const httplib::Request& request, httplib::Response& out) {
      const std::lock_guard lock(mutex);
      got.push_back({request.get_header_value("webhook-id"), request.get_header_value("webhook-timestamp"),
                     request.get_header_value("webhook-signature"), request.body});
      out.status = status;
      if (!wait.empty()) out.set_header("Retry-After", wait);
    });
    receiver.server.Post("/moved",
                         [this](const auto&, httplib::Response& out) { out.set_redirect(receiver.url("/hook"), 307); });
    receiver.start();
    api.webhooks = &sending;
    BookingTest::SetUp();
  }
  void subscribe(const std::string& path = "/hook") {
    const Answer made = post("/api/cohost/webhooks", owner_key, json{{"url", receiver.url(path)}}.dump());
    ASSERT_EQ(made.status, 201) << made.body;
    secret = made.document.at("secret");
    webhook = made.document.at("id");
  }
  SendTally send_after(std::chrono::seconds time) {
    now += time;
    return must(send_webhooks(sending, now));
  }
  /// A person types a name: a change of a booking.
  std::string name_stay(const std::string& day, const std::string& uid) {
    const std::string id = make_stay(day, uid);
    const std::string tag = get("/api/cohost/bookings/" + id, reader_key).header("ETag");
    EXPECT_EQ(ask("PATCH", "/api/cohost/bookings/" + id, operator_key, R"({"guest_name": "Ada Example"})",
                  {{"If-Match", tag}})
                  .status,
              200);
    return id;
  }
  json deliveries(const std::string& query = "") {
    return get("/api/cohost/webhooks/" + webhook + "/deliveries" + query, reader_key).document.at("items");
  }
};

TEST_F(Webhooks, AnEventArrivesOnceSignedAndWithoutNames) {
  subscribe();
  const std::string id = name_stay("2026-06-10", "u1");
  EXPECT_EQ(send_after(5s).delivered, 1U);
  EXPECT_EQ(send_after(5s).delivered, 0U) << "told once";
  ASSERT_EQ(got.size(), 1U);
  const auto body = json::parse(got[0].body);
  EXPECT_EQ(body.at("type"), "booking.enriched");
  EXPECT_EQ(body.at("timestamp"), "2026-05-20T09:00:00Z");
  EXPECT_EQ(body.at("data").at("booking"), id);
  EXPECT_THAT(got[0].body, Not(HasSubstr("Ada")));
  EXPECT_EQ(got[0].timestamp, std::to_string((now - 5s).time_since_epoch().count()));
  EXPECT_EQ(got[0].signature, secrets::webhook_signature(secret, got[0].id, std::stoll(got[0].timestamp), got[0].body));
}

TEST_F(Webhooks, TheVerifierOfTheStandardsAuthorsTakesThem) {
  now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());  // it refuses old ones
  subscribe();
  name_stay(to_iso(day_of(now) + std::chrono::days{20}), "u1");
  ASSERT_EQ(send_after(1s).delivered, 1U);
  const auto verify = [&](const std::string& body) {
    return test::run_program({CONNECTIONS_SOURCE_DIR "/tests/unit/server/standard_webhooks.sh",
                              CONNECTIONS_BINARY_DIR "/standardwebhooks", secret, got[0].id, got[0].timestamp,
                              got[0].signature, body});
  };
  const auto run = verify(got[0].body);
  if (run.exit_code == 3) GTEST_SKIP() << "npm has no standardwebhooks here";
  EXPECT_EQ(run.exit_code, 0) << run.error;
  EXPECT_NE(verify(got[0].body + " ").exit_code, 0);
}

TEST_F(Webhooks, TellEveryKindOfEvent) {
  subscribe();
  const std::string stay = name_stay("2026-06-10", "u1");
  const auto change = get("/api/cohost/changes", reader_key).document.at("items").at(0).at("id").get<std::string>();
  post("/api/cohost/changes/" + change + "/undo", operator_key);
  make_review(make_stay("2026-06-20", "u2"));
  const ConnectionId gmail = make_gmail_connection("gmail");
  must(app(workspace, [&](store::Transaction& app) -> Result<void> {
    TRY(store::set_gmail_error(app, gmail, "invalid_grant", "invalid_grant: access has ended", now));
    TRY(store::set_alarms(app, {{"feed_stopped", "f1", "feed"}}, now));
    return {};
  }));
  send_after(5s);
  std::set<std::string> types;
  for (const Got& one : got) types.insert(json::parse(one.body).at("type"));
  EXPECT_EQ(types, (std::set<std::string>{"booking.enriched", "booking.taken_back", "review.needed",
                                          "connection.unhealthy", "silence.raised"}));
  for (const Got& one : got) EXPECT_THAT(one.body, Not(HasSubstr("Ada")));
}

TEST_F(Webhooks, WhatHappenedBeforeIsNotTold) {
  name_stay("2026-06-10", "u1");
  now += 1s;
  subscribe();
  EXPECT_EQ(send_after(5s).delivered, 0U);
}

TEST_F(Webhooks, AFailedAttemptIsMadeAgainWithTheSameIdUntilItIsTaken) {
  subscribe();
  status = 500;
  name_stay("2026-06-10", "u1");
  EXPECT_EQ(send_after(1s).failed, 1U);
  EXPECT_EQ(send_after(4s).failed, 0U) << "five seconds have not passed";
  EXPECT_EQ(send_after(1s).failed, 1U);
  status = 200;
  EXPECT_EQ(send_after(301s).delivered, 1U);
  ASSERT_EQ(got.size(), 3U);
  EXPECT_EQ(got[0].id, got[2].id);
  EXPECT_NE(got[0].timestamp, got[2].timestamp);
  EXPECT_EQ(deliveries().at(0).at("attempts"), 3);
  EXPECT_EQ(deliveries("?status=pending").size(), 0U);
}

TEST_F(Webhooks, WhatNeverArrivesIsADeadLetterThatCanBeReplayed) {
  subscribe();
  status = 503;
  name_stay("2026-06-10", "u1");
  for (int i = 0; i < 10; ++i) send_after(std::chrono::hours{26});
  const auto dead = deliveries("?status=given_up");
  ASSERT_EQ(dead.size(), 1U);
  EXPECT_EQ(dead.at(0).at("attempts"), 10);
  EXPECT_EQ(dead.at(0).at("last_error"), "status 503");
  EXPECT_EQ(send_after(std::chrono::hours{26}).failed, 0U);
  status = 200;
  const std::string id = dead.at(0).at("id");
  EXPECT_EQ(post("/api/cohost/deliveries/" + id + "/replay", operator_key).document.at("status"), "pending");
  EXPECT_EQ(send_after(1s).delivered, 1U);
  EXPECT_EQ(got.back().id, id);
}

TEST_F(Webhooks, AReceiverMayAskForTimeOrSayThatItIsGone) {
  subscribe();
  status = 429;
  wait = "120";
  name_stay("2026-06-10", "u1");
  EXPECT_EQ(send_after(1s).failed, 1U);
  EXPECT_EQ(send_after(60s).failed, 0U);
  status = 410;
  EXPECT_EQ(send_after(61s).failed, 1U);
  EXPECT_EQ(get("/api/cohost/webhooks", reader_key).document.at("items").at(0).at("disabled_at"), to_rfc3339(now));
  name_stay("2026-06-20", "u2");
  EXPECT_EQ(send_after(600s).failed, 0U) << "nothing is sent there any more";
}

TEST_F(Webhooks, ARedirectIsNotFollowed) {
  subscribe("/moved");
  name_stay("2026-06-10", "u1");
  EXPECT_EQ(send_after(1s).failed, 1U);
  EXPECT_EQ(got.size(), 0U);
}

TEST_F(Webhooks, NothingIsSentToPrivateAddresses) {
  subscribe();
  name_stay("2026-06-10", "u1");
  WebhookSending strict = sending;
  strict.addresses = net::AddressPolicy::kPublicOnly;
  EXPECT_EQ(must(send_webhooks(strict, now)).failed, 1U);
  EXPECT_EQ(got.size(), 0U);
  EXPECT_THAT(deliveries().at(0).at("last_error").get<std::string>(), HasSubstr("ADDRESS_FORBIDDEN"));
}

TEST_F(Webhooks, AreOfTheirWorkspace) {
  const std::string theirs = make_key(other);
  ASSERT_EQ(post("/api/cohost/webhooks", theirs, json{{"url", receiver.url("/hook")}}.dump()).status, 201);
  name_stay("2026-06-10", "u1");
  EXPECT_EQ(send_after(1s).delivered, 0U);
  EXPECT_EQ(get("/api/cohost/webhooks", reader_key).document.at("items").size(), 0U);
}

TEST_F(Webhooks, AddressAndSecretAreSealedAndFollowTheMasterKey) {
  subscribe();
  const auto stored = must(app(workspace, [](store::Transaction& app) { return store::list_endpoints(app); })).front();
  EXPECT_EQ(stored.url.find("http"), std::string::npos);
  EXPECT_EQ(stored.secret.find("whsec"), std::string::npos);
  EXPECT_EQ(must(account::rotate_master_key(database, vault, now, [](auto, auto) {})).resealed, 1U);
  name_stay("2026-06-10", "u1");
  EXPECT_EQ(send_after(1s).delivered, 1U);
  EXPECT_EQ(get("/api/cohost/webhooks", reader_key).body.find("/hook"), std::string::npos);
}

TEST_F(Webhooks, OneThatIsDeletedTakesItsDeliveriesAlong) {
  subscribe();
  name_stay("2026-06-10", "u1");
  EXPECT_EQ(ask("DELETE", "/api/cohost/webhooks/" + webhook, owner_key).status, 204);
  EXPECT_EQ(send_after(1s).delivered, 0U);
  EXPECT_EQ(post("/api/cohost/webhooks", owner_key, R"({"url": "http://example.org/hook"})").status, 201)
      << "this test allows http";
  EXPECT_EQ(post("/api/cohost/webhooks", owner_key, R"({"url": "file:///etc/passwd"})").status, 422);
}

TEST(WebhookRetries, TakeDaysAndEnd) {
  std::chrono::seconds all{0};
  int attempts = 1;
  for (; retry_after(attempts, 0.5); ++attempts) {
    all += *retry_after(attempts, 0.5);
    EXPECT_LT(*retry_after(attempts, 0.0), *retry_after(attempts, 1.0));
  }
  EXPECT_EQ(attempts, 10);
  EXPECT_GT(all, std::chrono::hours{72});
  EXPECT_EQ(asked_wait("30"), 30s);
  EXPECT_EQ(asked_wait("999999999"), std::chrono::hours{24});
  for (const char* wrong : {"", "-1", "soon", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT"}) EXPECT_FALSE(asked_wait(wrong));
}

}  // namespace
}  // namespace connections::server
