#include "store/tables/connection_store.h"

#include "store/access/oauth_attempt_store.h"
#include "store/tables/sync_run_store.h"
#include "unit/store/fixture.h"

namespace connections::store {
namespace {

class Connections : public StoreTest {
 protected:
  Connection now() {
    return must(app([&](Transaction& t) { return find_connection(t, connection); }));
  }
};

TEST_F(Connections, AreCreatedListedAndFound) {
  const auto all = must(app([](Transaction& t) { return list_connections(t); }));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].reservation_label, "Airbnb");
  EXPECT_EQ(all[0].gmail_status, GmailStatus::kPending);
  EXPECT_EQ(all[0].created_at, kNow);
  EXPECT_TRUE(must(app([](Transaction& t) { return find_connection_by_name(t, "Airbnb mail"); })));
  EXPECT_FALSE(must(app([](Transaction& t) { return find_connection_by_name(t, "airbnb mail"); })));
  const auto twice =
      app([](Transaction& t) { return create_connection(t, {.platform = "vrbo", .name = "Airbnb mail"}, kNow); });
  EXPECT_EQ(code_of(twice), Errc::kConflict);
}

TEST_F(Connections, AnErrorKeepsSinceWhenUntilItIsOver) {
  for (const Instant at : {kNow, kNow + std::chrono::hours{5}})
    must(app([&](Transaction& t) { return set_gmail_error(t, connection, "invalid_grant", "access has ended", at); }));
  EXPECT_EQ(now().gmail_status, GmailStatus::kError);
  EXPECT_EQ(now().gmail_error_code, "invalid_grant");
  EXPECT_EQ(now().gmail_error, "access has ended");
  EXPECT_EQ(now().error_since, kNow);
  must(app([&](Transaction& t) { return set_gmail_status(t, connection, GmailStatus::kConnected); }));
  EXPECT_EQ(now().gmail_error_code + now().gmail_error, "");
  EXPECT_EQ(now().error_since, std::nullopt);
}

TEST_F(Connections, AnotherLabelForgetsThePositionOfTheOldOne) {
  const auto keep = [&] {
    must(app([&](Transaction& t) {
      return set_position(t, connection, {.label = now().reservation_label, .cursor = "123", .listed = true}, kNow);
    }));
  };
  keep();
  must(app([&](Transaction& t) { return set_gmail_label_id(t, connection, "Label_7"); }));
  must(app([&](Transaction& t) { return set_synced(t, connection, kNow); }));
  must(app([&](Transaction& t) { return set_reservation_label(t, connection, "Airbnb"); }));
  EXPECT_EQ(now().history_cursor, "123");
  EXPECT_EQ(now().listed_at, kNow);
  must(app([&](Transaction& t) { return set_gmail_label_id(t, connection, "Label_8"); }));
  EXPECT_EQ(now().history_cursor, "");
  keep();
  must(app([&](Transaction& t) { return set_reservation_label(t, connection, "Stays"); }));
  EXPECT_EQ(now().history_cursor, "");
  EXPECT_EQ(now().gmail_label_id, "");
  EXPECT_EQ(now().listed_at, std::nullopt);
  EXPECT_EQ(now().last_synced_at, kNow);
}

TEST_F(Connections, ARenamedLabelIsFollowedAndOneMadeAnewIsReadFromTheStart) {
  must(app([&](Transaction& t) { return set_position(t, connection, {.label = "Airbnb", .cursor = "123"}, kNow); }));
  must(app([&](Transaction& t) {
    return set_seen_label(t, connection, {.was = "Airbnb", .id = "Label_7", .name = "Stays"}, kNow);
  }));
  EXPECT_EQ(now().reservation_label, "Stays");
  EXPECT_EQ(now().gmail_label_id, "Label_7");
  EXPECT_EQ(now().history_cursor, "123");
  EXPECT_EQ(now().label_checked_at, kNow);
  must(app([&](Transaction& t) {
    return set_seen_label(t, connection, {.was = "Stays", .id = "Label_9", .name = "Stays", .other = true}, kNow);
  }));
  EXPECT_EQ(now().history_cursor, "");
}

TEST_F(Connections, ARunDoesNotOverwriteALabelThatAPersonChangedMeanwhile) {
  must(app([&](Transaction& t) { return set_reservation_label(t, connection, "Stays"); }));
  EXPECT_EQ(code_of(app(
                [&](Transaction& t) { return set_position(t, connection, {.label = "Airbnb", .cursor = "9"}, kNow); })),
            Errc::kConflict);
  EXPECT_EQ(code_of(app([&](Transaction& t) {
              return set_seen_label(t, connection, {.was = "Airbnb", .id = "Label_7", .name = "Airbnb"}, kNow);
            })),
            Errc::kConflict);
  EXPECT_EQ(now().reservation_label, "Stays");
  EXPECT_EQ(now().history_cursor, "");
}

TEST_F(Connections, KeepSealedTokens) {
  EXPECT_FALSE(must(app([&](Transaction& t) { return load_tokens(t, connection); })));
  const SealedTokens tokens{
      .refresh_token = "sealed", .gmail_access_token = {}, .access_expires_at = {}, .key_id = "k1", .born_at = kNow};
  must(app([&](Transaction& t) { return save_tokens(t, connection, tokens); }));
  const auto loaded = must(app([&](Transaction& t) { return load_tokens(t, connection); }));
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->refresh_token, "sealed");
  EXPECT_EQ(loaded->gmail_access_token, "");
  EXPECT_EQ(loaded->born_at, kNow);
}

TEST_F(Connections, ARunThatWasKilledIsInterruptedByTheNext) {
  const auto begin = [&] { return must(app([&](Transaction& t) { return begin_run(t, connection, kNow); })); };
  EXPECT_FALSE(must(app([&](Transaction& t) { return last_run(t, connection); })));
  begin();
  const SyncRunId second = begin();
  must(app([&](Transaction& t) {
    return finish_run(t, second, RunStatus::kDone, {{"emails_scanned", 3}}, {}, kNow + std::chrono::seconds{2});
  }));
  const auto runs = must(app([&](Transaction& t) { return list_runs(t, connection); }));
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].id, second);
  EXPECT_EQ(runs[0].status, RunStatus::kDone);
  EXPECT_EQ(runs[0].stats["emails_scanned"], 3);
  EXPECT_EQ(runs[1].status, RunStatus::kInterrupted);
}

TEST_F(Connections, AnOAuthStateWorksOnceAndNotForEver) {
  const OAuthAttempt attempt{.workspace = {},
                             .connection = connection,
                             .state_hash = "h1",
                             .sealed_verifier = "v",
                             .binding_hash = "b",
                             .redirect_uri = "http://127.0.0.1/",
                             .expires_at = kNow + std::chrono::minutes{10}};
  const auto create = [&] { must(app([&](Transaction& t) { return create_oauth_attempt(t, attempt, kNow); })); };
  const auto take = [&](Instant now) {
    return db.as_owner([&](Transaction& t) { return take_oauth_attempt(t, "h1", now); });
  };
  create();
  const OAuthAttempt taken = must(take(kNow));
  EXPECT_EQ(taken.workspace, workspace);
  EXPECT_EQ(taken.connection, connection);
  EXPECT_EQ(taken.sealed_verifier, "v");
  EXPECT_EQ(code_of(take(kNow)), Errc::kNotFound);
  create();
  EXPECT_EQ(code_of(take(kNow + std::chrono::minutes{11})), Errc::kNotFound);
}

}  // namespace
}  // namespace connections::store
