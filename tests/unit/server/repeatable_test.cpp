#include "secrets/vault.h"
#include "store/sql/query.h"
#include "unit/server/booking_fixture.h"

namespace connections::server {
namespace {

constexpr const char* kKeys = "/api/cohost/keys";
constexpr const char* kWanted = R"({"name": "console", "role": "reader"})";

/// Requests that a client sends again because it never saw the reply.
struct Repeatable : BookingTest {
  secrets::Vault vault{folder.path() / "master.key"};

  Repeatable() { api.vault = &vault; }
  Answer make(const std::string& idempotency_key, const std::string& body = kWanted) {
    return post(kKeys, owner_key, body, {{"Idempotency-Key", idempotency_key}});
  }
  std::size_t keys() { return get(kKeys, owner_key).document.at("items").size(); }
};

TEST_F(Repeatable, TheSameRequestIsDoneOnceAndAnsweredTwice) {
  const std::size_t before = keys();
  const Answer first = make("try-1"), second = make("try-1");
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.body, first.body) << "the key that is shown once is in both";
  EXPECT_EQ(first.header("Idempotency-Replayed"), "");
  EXPECT_EQ(second.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(keys(), before + 1);
  EXPECT_NE(make("try-2").body, first.body);
  EXPECT_EQ(keys(), before + 2);
}

TEST_F(Repeatable, AKeyForAnotherRequestIsRefused) {
  ASSERT_EQ(make("try-1").status, 201);
  const Answer reused = make("try-1", R"({"name": "another", "role": "reader"})");
  EXPECT_EQ(reused.status, 422);
  EXPECT_EQ(reused.code(), "IDEMPOTENCY_KEY_REUSED");
}

TEST_F(Repeatable, KeysAreEachCallersOwn) {
  const std::string another = make_key(workspace), foreign = make_key(other);
  const std::string made = make("try-1").body;
  for (const std::string& key : {another, foreign}) {
    const Answer answer = post(kKeys, key, kWanted, {{"Idempotency-Key", "try-1"}});
    EXPECT_EQ(answer.status, 201);
    EXPECT_NE(answer.body, made);
    EXPECT_EQ(answer.header("Idempotency-Replayed"), "");
  }
}

TEST_F(Repeatable, ARefusalIsNotKept) {
  const std::string body = R"({"name": "console", "role": "admin"})";
  EXPECT_EQ(make("try-1", body).status, 422);
  EXPECT_EQ(make("try-1").status, 201) << "nothing was done under this key";
  const std::string sync = of(mails, "/sync");
  std::filesystem::remove_all(folder.path() / (workspace.value + "mails"));
  const Answer failed = post(sync, operator_key, {}, {{"Idempotency-Key", "sync-1"}});
  EXPECT_GE(failed.status, 400) << failed.body;
  std::filesystem::create_directories(folder.path() / (workspace.value + "mails"));
  EXPECT_EQ(post(sync, operator_key, {}, {{"Idempotency-Key", "sync-1"}}).status, 200);
}

TEST_F(Repeatable, AReplyIsKeptSealedForADay) {
  const std::string key = make("try-1").document.at("key");
  const auto kept = must(app(workspace, [](store::Transaction& app) {
    return store::query_all(app, "SELECT reply FROM kept_replies", {},
                            [](const store::Row& row) { return row.text("reply"); });
  }));
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.front().find(key), std::string::npos);
  now += std::chrono::hours{25};
  EXPECT_EQ(make("try-1").header("Idempotency-Replayed"), "");
}

TEST_F(Repeatable, WhatIsStillBeingAnsweredIsNotBegunAgain) {
  ASSERT_EQ(make("try-1").status, 201);
  must(app(workspace,
           [](store::Transaction& app) { return store::execute(app, "UPDATE kept_replies SET reply = NULL"); }));
  const Answer early = make("try-1");
  EXPECT_EQ(early.status, 409);
  EXPECT_EQ(early.code(), "REQUEST_IN_PROGRESS");
  now += std::chrono::minutes{11};
  EXPECT_EQ(make("try-1").status, 201) << "the process that answered it is gone";
}

TEST_F(Repeatable, AnIdempotencyKeyIsShortAndVisible) {
  EXPECT_EQ(make(std::string(256, 'x')).status, 400);
  EXPECT_EQ(make("two words").status, 400);
}

}  // namespace
}  // namespace connections::server
