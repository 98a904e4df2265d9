#include "account/gmail_grant.h"

#include <thread>

#include <httplib.h>

#include "account/gmail_disconnect.h"
#include "log/log.h"
#include "source/gmail/oauth/pkce.h"
#include "store/access/token_store.h"
#include "support/google_stand_in.h"
#include "unit/store/fixture.h"

namespace connections::account {
namespace {

using source::GoogleEndpoints;
using store::code_of;
using store::must;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kRedirect = "http://127.0.0.1:8080/oauth/callback";

class GmailGrant : public store::StoreTest {
 protected:
  /// What a browser brings back from Google's page.
  GrantAnswer consent(const BegunGrant& begun) {
    httplib::Client browser("127.0.0.1", google.web.port());
    const auto page = browser.Get(begun.consent_url.substr(begun.consent_url.find("/auth")));
    const std::string to = page->get_header_value("Location");
    const auto code = to.find("&code=");
    return {begun.state, code == std::string::npos ? "" : to.substr(code + 6), begun.binding};
  }
  BegunGrant begin(const ConnectionId& id) { return must(begin_grant(accounts, workspace, id, kRedirect)); }
  Result<FinishedGrant> connect(const ConnectionId& id) { return finish_grant(accounts, consent(begin(id)), look); }
  source::StoredTokens tokens(const ConnectionId& id) { return must(token_storage(accounts, workspace, id).load()); }
  store::Connection row(const ConnectionId& id) {
    return must(app([&](store::Transaction& t) { return store::find_connection(t, id); }));
  }

  test::GoogleStandIn google{source::challenge_of};
  test::TempFolder folder;
  secrets::Vault vault{folder.path() / "keys" / "master.keys"};
  net::HttpClient http;
  source::OAuthClient oauth{http,
                            {.auth_url = google.web.url("/auth"),
                             .token_url = google.web.url("/token"),
                             .revoke_url = google.web.url("/revoke"),
                             .api_url = google.web.url("")},
                            {test::GoogleStandIn::kClientId, test::GoogleStandIn::kClientSecret}};
  Instant now = store::kNow;
  GmailAccounts accounts{db, vault, oauth, [this] { return now; }};
  Mailbox seen{.address = "host@example.test", .label_id = "Label_1"};
  LookIntoMailbox look = [this](const auto& given, const store::Connection&) {
    EXPECT_TRUE(given->token());
    return seen;
  };
};

TEST_F(GmailGrant, ConnectsAndKeepsTheTokensSealed) {
  const auto done = connect(connection);
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->connection.gmail_status, store::GmailStatus::kConnected);
  EXPECT_EQ(done->connection.gmail_address, "host@example.test");
  EXPECT_EQ(done->connection.gmail_label_id, "Label_1");
  EXPECT_EQ(tokens(connection).refresh_token, "1//refresh-1");
  EXPECT_EQ(tokens(connection).born_at, now);
  const auto kept = must(app([&](store::Transaction& t) { return store::load_tokens(t, connection); }));
  EXPECT_THAT(kept->refresh_token, Not(HasSubstr("refresh-1")));
  EXPECT_THAT(kept->gmail_access_token, Not(HasSubstr("access-1")));
  EXPECT_EQ(kept->key_id, vault.keys()->newest().id());
}

TEST_F(GmailGrant, AStateWorksOnce) {
  const GrantAnswer answer = consent(begin(connection));
  EXPECT_TRUE(finish_grant(accounts, answer, look));
  EXPECT_EQ(code_of(finish_grant(accounts, answer, look)), Errc::kNotFound);
}

TEST_F(GmailGrant, AStateWorksForTenMinutes) {
  const GrantAnswer answer = consent(begin(connection));
  now += kGrantLife;
  EXPECT_EQ(code_of(finish_grant(accounts, answer, look)), Errc::kNotFound);
}

TEST_F(GmailGrant, AnotherBrowserCannotFinishIt) {
  GrantAnswer answer = consent(begin(connection));
  answer.binding = "another";
  EXPECT_EQ(code_of(finish_grant(accounts, answer, look)), Errc::kForbidden);
  EXPECT_FALSE(must(app([&](store::Transaction& t) { return store::load_tokens(t, connection); })));
}

TEST_F(GmailGrant, ACodeOfAnotherGrantIsRefused) {
  GrantAnswer answer = consent(begin(connection));
  answer.code = consent(begin(connection)).code;  // made for another verifier
  EXPECT_EQ(code_of(finish_grant(accounts, answer, look)), Errc::kInvalidGrant);
  EXPECT_EQ(row(connection).gmail_status, store::GmailStatus::kPending);
}

TEST_F(GmailGrant, NeedsALabelAndGmail) {
  const auto make = [&](store::NewConnection wanted) {
    return must(app([&](store::Transaction& t) { return store::create_connection(t, wanted, now); })).id;
  };
  const auto bare = make({.platform = "vrbo", .name = "bare"});
  EXPECT_EQ(code_of(begin_grant(accounts, workspace, bare, kRedirect)), Errc::kLabelNotConfigured);
  const auto reads_folder =
      make({.platform = "vrbo", .name = "folder", .source_kind = store::SourceKind::kFolder, .folder_path = "/tmp"});
  EXPECT_EQ(code_of(begin_grant(accounts, workspace, reads_folder, kRedirect)), Errc::kInvalidArgument);
  const auto twin = make({.platform = "vrbo", .name = "twin", .reservation_label = row(connection).reservation_label});
  EXPECT_EQ(code_of(begin_grant(accounts, workspace, twin, kRedirect)), Errc::kLabelConflict);
  const WorkspaceId other = make_workspace("Other Stays");
  EXPECT_EQ(code_of(begin_grant(accounts, other, connection, kRedirect)), Errc::kNotFound);
}

TEST_F(GmailGrant, AMissingLabelKeepsTheAccessAndSaysError) {
  seen.label_id = std::unexpected(Error{Errc::kLabelNotFound, "the mailbox has no label 'Airbnb'", {}, {}});
  const auto done = connect(connection);
  ASSERT_TRUE(done);
  ASSERT_TRUE(done->label_error);
  EXPECT_EQ(row(connection).gmail_status, store::GmailStatus::kError);
  EXPECT_THAT(row(connection).gmail_error, HasSubstr("LABEL_NOT_FOUND"));
  EXPECT_EQ(tokens(connection).access_token, "ya29.access-1");
}

TEST_F(GmailGrant, TheSameMailboxKeepsItsCursorAndAnotherStartsAnew) {
  ASSERT_TRUE(connect(connection));
  const auto synced_up_to = [&](const std::string& cursor) {
    const store::Position position{.label = row(connection).reservation_label, .cursor = cursor};
    must(app([&](store::Transaction& t) { return store::set_position(t, connection, position, now); }));
  };
  synced_up_to("123");
  ASSERT_TRUE(connect(connection));
  EXPECT_EQ(row(connection).history_cursor, "123");
  seen.address = "other@example.test";
  const auto other = connect(connection);
  ASSERT_TRUE(other);
  EXPECT_EQ(other->earlier_address, "host@example.test");
  EXPECT_EQ(row(connection).history_cursor, "");
  synced_up_to("456");
  seen.address = "";
  ASSERT_TRUE(connect(connection));
  EXPECT_EQ(row(connection).history_cursor, "") << "an unknown mailbox may be another";
}

TEST_F(GmailGrant, WaitsForARunningSync) {
  const GrantAnswer answer = consent(begin(connection));
  std::optional lock = must(db.try_lock_connection(workspace, connection));
  std::thread run([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    lock.reset();
  });
  EXPECT_TRUE(finish_grant(accounts, answer, look));
  run.join();
}

TEST_F(GmailGrant, ALateRefreshDoesNotBringTheOldGrantBack) {
  ASSERT_TRUE(connect(connection));
  const auto storage = token_storage(accounts, workspace, connection);
  auto late = must(storage.load());
  ASSERT_TRUE(connect(connection));
  late.access_token = "ya29.late";
  EXPECT_EQ(code_of(storage.save(late, "1//refresh-1")), Errc::kConflict);
  EXPECT_EQ(tokens(connection).refresh_token, "1//refresh-2");
  EXPECT_TRUE(storage.save(tokens(connection), "1//refresh-2"));
}

TEST_F(GmailGrant, TokensCopiedToAnotherConnectionDoNotOpen) {
  ASSERT_TRUE(connect(connection));
  const ConnectionId other = make_connection(workspace, "Other");
  const auto kept = must(app([&](store::Transaction& t) { return store::load_tokens(t, connection); }));
  must(app([&](store::Transaction& t) { return store::save_tokens(t, other, *kept); }));
  EXPECT_EQ(code_of(token_storage(accounts, workspace, other).load()), Errc::kSecretUnreadable);
}

TEST_F(GmailGrant, NothingSecretReachesTheLog) {
  testing::internal::CaptureStderr();
  log::set_level(log::Level::kDebug);
  const BegunGrant begun = begin(connection);
  const GrantAnswer answer = consent(begun);
  const auto done = finish_grant(accounts, answer, look);
  const auto gone = delete_connection(accounts, workspace, connection);
  log::set_level(log::Level::kWarning);
  const std::string logged = testing::internal::GetCapturedStderr();
  EXPECT_TRUE(done && gone);
  EXPECT_THAT(logged, HasSubstr("connection_health"));
  EXPECT_THAT(logged, HasSubstr("[GmailVerify]"));
  for (const std::string& secret : {begun.state, begun.binding, answer.code, std::string("ya29."), std::string("1//"),
                                    std::string("host@example"), std::string(test::GoogleStandIn::kClientSecret)})
    EXPECT_THAT(logged, Not(HasSubstr(secret)));
}

TEST_F(GmailGrant, DeletingRevokesForgetsAndFreesTheName) {
  ASSERT_TRUE(connect(connection));
  const MessageId mail_on_tape = archive("m1");
  const auto gone = delete_connection(accounts, workspace, connection);
  ASSERT_TRUE(gone) << to_string(gone.error());
  EXPECT_TRUE(gone->revoked) << gone->why_not;
  EXPECT_EQ(google.revoked, std::set<std::string>{"1//refresh-1"});
  EXPECT_EQ(code_of(app([&](store::Transaction& t) { return store::find_connection(t, connection); })),
            Errc::kNotFound);
  EXPECT_TRUE(must(app([](store::Transaction& t) { return store::list_connections(t); })).empty());
  EXPECT_FALSE(must(app([&](store::Transaction& t) { return store::load_tokens(t, connection); })));
  EXPECT_EQ(must(app([&](store::Transaction& t) { return store::load_mail(t, mail_on_tape); })).gmail_message_id, "m1");
  EXPECT_NE(make_connection(workspace, "Airbnb mail"), connection);
  EXPECT_EQ(code_of(delete_connection(accounts, workspace, connection)), Errc::kNotFound);
}

TEST_F(GmailGrant, DeletingEndsAnAttemptThatIsUnderWay) {
  const GrantAnswer answer = consent(begin(connection));
  ASSERT_TRUE(delete_connection(accounts, workspace, connection));
  EXPECT_EQ(code_of(finish_grant(accounts, answer, look)), Errc::kNotFound);
}

TEST_F(GmailGrant, AMailboxThatAnotherConnectionReadsIsNotRevoked) {
  ASSERT_TRUE(connect(connection));
  const WorkspaceId elsewhere = make_workspace("Other Stays");
  const ConnectionId second = make_connection(elsewhere, "Vrbo mail");
  const auto begun = must(begin_grant(accounts, elsewhere, second, kRedirect));
  ASSERT_TRUE(finish_grant(accounts, consent(begun), look));
  const auto first_gone = delete_connection(accounts, workspace, connection);
  ASSERT_TRUE(first_gone);
  EXPECT_FALSE(first_gone->revoked);
  EXPECT_THAT(first_gone->why_not, HasSubstr("another connection"));
  EXPECT_TRUE(google.revoked.empty());
  const auto last_gone = delete_connection(accounts, elsewhere, second);
  EXPECT_TRUE(last_gone->revoked) << last_gone->why_not;
}

TEST_F(GmailGrant, DeletingWorksThoughGoogleIsAway) {
  ASSERT_TRUE(connect(connection));
  google.away = true;
  const auto gone = delete_connection(accounts, workspace, connection);
  ASSERT_TRUE(gone);
  EXPECT_FALSE(gone->revoked);
  EXPECT_FALSE(gone->why_not.empty());
  EXPECT_EQ(code_of(app([&](store::Transaction& t) { return store::find_connection(t, connection); })),
            Errc::kNotFound);
}

}  // namespace
}  // namespace connections::account
