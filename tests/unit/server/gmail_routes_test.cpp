#include <algorithm>

#include "net/http_client.h"
#include "source/gmail/oauth/pkce.h"
#include "support/google_stand_in.h"
#include "unit/server/api_fixture.h"

namespace connections::server {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A browser that keeps cookies, Google's page, and the server between them.
struct GmailRoutesTest : ApiTest {
  test::GoogleStandIn google{source::challenge_of};
  test::TempFolder keys;
  secrets::Vault vault{keys.path() / "keys" / "master.keys"};
  net::HttpClient http;
  source::OAuthClient oauth{http,
                            {.auth_url = google.web.url("/auth"),
                             .token_url = google.web.url("/token"),
                             .revoke_url = google.web.url("/revoke"),
                             .api_url = google.web.url("")},
                            {test::GoogleStandIn::kClientId, test::GoogleStandIn::kClientSecret}};
  account::GmailAccounts accounts{database, vault, oauth, [this] { return now; }};
  account::Mailbox seen{.address = "host@example.test", .label_id = "Label_1"};
  GmailRoutes routes{.accounts = accounts,
                     .look = [this](const auto&, const store::Connection&) { return seen; },
                     .labels = [](const WorkspaceId&, const store::Connection&) -> Result<std::vector<source::Label>> {
                       return std::vector<source::Label>{{"INBOX", "INBOX", true}, {"Label_1", "Airbnb", false}};
                     }};
  ConnectionId airbnb = make_gmail_connection("Airbnb");
  std::string cookie;

  void SetUp() override {
    api.gmail = &routes;
    api.public_url = "http://127.0.0.1:1";
    ApiTest::SetUp();
  }
  /// What Google's page answers: the path of the callback with its parameters.
  std::string consent(const Answer& started) {
    EXPECT_EQ(started.status, 302) << started.body;
    cookie = started.header("Set-Cookie");
    EXPECT_THAT(cookie, HasSubstr("HttpOnly; SameSite=Lax"));
    cookie = cookie.substr(0, cookie.find(';'));
    const std::string url = started.header("Location");
    httplib::Client browser("127.0.0.1", google.web.port());
    const std::string to = browser.Get(url.substr(url.find("/auth")))->get_header_value("Location");
    return to.substr(to.find("/api/"));
  }
  Answer start() { return get(of(airbnb, "/gmail/start"), owner_key); }
  Answer come_back(const std::string& target) { return get(target, "", {{"Cookie", "a=b; " + cookie + "; c=d"}}); }
  std::string status() { return get(of(airbnb), owner_key).document.at("gmail_status"); }
};

TEST_F(GmailRoutesTest, AKeySendsTheBrowserToGoogleAndTheLabelIsVerifiedAtOnce) {
  const Answer done = come_back(consent(start()));
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_THAT(done.body, HasSubstr("reads host@example.test"));
  EXPECT_THAT(done.body, HasSubstr("label &#39;Airbnb&#39; is there"));
  EXPECT_THAT(done.body, Not(HasSubstr("<script")));
  EXPECT_THAT(done.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_EQ(done.header("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(status(), "connected");
}

TEST_F(GmailRoutesTest, ALabelThatIsMissingIsSaidAndTheStatusIsError) {
  seen.label_id = fail(Errc::kLabelNotFound, "label 'Airbnb' not found", {}, "there is 'AirBnb'");
  const Answer done = come_back(consent(start()));
  EXPECT_EQ(done.status, 200);
  EXPECT_THAT(done.body, HasSubstr("not found"));
  EXPECT_THAT(done.body, HasSubstr("AirBnb"));
  EXPECT_EQ(status(), "error");
}

TEST_F(GmailRoutesTest, AStateWorksOnce) {
  const std::string target = consent(start());
  EXPECT_EQ(come_back(target).status, 200);
  const Answer again = come_back(target);
  EXPECT_EQ(again.status, 400);
  EXPECT_THAT(again.body, HasSubstr("cannot be used"));
}

TEST_F(GmailRoutesTest, WrongMissingAndForeignStatesAreRefusedAndTheRightOneStillWorks) {
  std::string right = consent(start());
  std::string wrong = right;
  wrong.replace(wrong.find("state=") + 6, 4, "AAAA");
  EXPECT_EQ(come_back(wrong).status, 400);
  EXPECT_EQ(come_back("/api/cohost/connections/gmail/callback?code=x").status, 400);
  EXPECT_EQ(come_back("/api/cohost/connections/gmail/callback").status, 400);
  EXPECT_EQ(come_back("/api/cohost/connections/gmail/callback?state=" + airbnb.value + "&code=x").status, 400)
      << "the connection's id is no state";
  EXPECT_EQ(status(), "pending");
  EXPECT_EQ(come_back(right).status, 200);
}

TEST_F(GmailRoutesTest, AnotherBrowserCannotFinishWhatThisOneBegan) {
  const std::string target = consent(start());
  cookie = "";
  EXPECT_EQ(come_back(target).status, 403);
  EXPECT_EQ(status(), "pending");
  cookie = "connections_grant_0=x";
  const std::string second = consent(start());
  cookie.back() = cookie.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(come_back(second).status, 403);
  EXPECT_EQ(status(), "pending");
}

TEST_F(GmailRoutesTest, AStateExpires) {
  const std::string target = consent(start());
  now += account::kGrantLife;
  EXPECT_EQ(come_back(target).status, 400);
  EXPECT_EQ(status(), "pending");
}

TEST_F(GmailRoutesTest, AKeyThatIsRevokedMeanwhileCannotAttachAMailbox) {
  const std::string target = consent(start());
  const auto all = must(app(workspace, [](store::Transaction& app) { return store::list_api_keys(app); }));
  for (const auto& key : all)
    must(app(workspace, [&](store::Transaction& app) { return store::revoke_api_key(app, key.id, now); }));
  EXPECT_EQ(come_back(target).status, 403);
  owner_key = make_key(workspace);
  EXPECT_EQ(status(), "pending");
}

TEST_F(GmailRoutesTest, ALinkConnectsWithoutAKeyForTenMinutesAndOneConnection) {
  const Answer made = post(of(airbnb, "/gmail/start-link"), owner_key);
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string url = made.document.at("url");
  EXPECT_THAT(url, testing::StartsWith("http://127.0.0.1:1" + of(airbnb, "/gmail/start?link=")));
  const std::string path = url.substr(url.find("/api/")), link = url.substr(url.find("link="));
  const ConnectionId vrbo = make_gmail_connection("Vrbo");
  EXPECT_EQ(get(of(vrbo, "/gmail/start?") + link, "").status, 401) << "another connection";
  for (const std::size_t at : {link.size() / 2, link.size() - 1, std::size_t{8}}) {
    std::string altered = path;
    char& c = altered[path.size() - link.size() + at];
    c = c == 'a' ? 'b' : 'a';
    EXPECT_NE(get(altered, "").status, 302) << at;
  }
  EXPECT_EQ(come_back(consent(get(path, ""))).status, 200);
  EXPECT_EQ(status(), "connected");
  now += std::chrono::minutes{10};
  EXPECT_EQ(get(path, "").status, 401);
}

TEST_F(GmailRoutesTest, ALinkEndsWithItsKeyAndIsForOwnersOnly) {
  EXPECT_EQ(post(of(airbnb, "/gmail/start-link"), operator_key).status, 403);
  const std::string url = post(of(airbnb, "/gmail/start-link"), owner_key).document.at("url");
  const auto all = must(app(workspace, [](store::Transaction& app) { return store::list_api_keys(app); }));
  for (const auto& key : all)
    must(app(workspace, [&](store::Transaction& app) { return store::revoke_api_key(app, key.id, now); }));
  EXPECT_EQ(get(url.substr(url.find("/api/")), "").status, 401);
}

TEST_F(GmailRoutesTest, AnotherWorkspacesConnectionLooksLikeNone) {
  const std::string key = make_key(other);
  const ConnectionId nobodys{"3fa85f64-5717-4562-b3fc-2c963f66afa6"};
  for (const char* what : {"/gmail/start", "/labels"}) {
    const Answer cross = get(of(airbnb, what), key);
    EXPECT_EQ(cross.status, 403) << what;
    EXPECT_EQ(get(of(nobodys, what), key).body, cross.body);
  }
  EXPECT_EQ(post(of(airbnb, "/gmail/start-link"), key).status, 403);
  EXPECT_EQ(ask("DELETE", of(airbnb), key).status, 403);
  EXPECT_EQ(get(of(airbnb), owner_key).status, 200);
}

TEST_F(GmailRoutesTest, SaysWhatGoogleSaidAndShowsNoMarkupOfIts) {
  google.denial = "access_denied";
  EXPECT_THAT(come_back(consent(start())).body, HasSubstr("declined"));
  const Answer odd = come_back("/api/cohost/connections/gmail/callback?error=%3Cscript%3E&state=x");
  EXPECT_THAT(odd.body, HasSubstr("&lt;script&gt;"));
  EXPECT_EQ(status(), "pending");
}

TEST_F(GmailRoutesTest, WithoutALabelNoBrowserIsSent) {
  const ConnectionId bare = must(app(workspace, [&](store::Transaction& app) {
                              return store::create_connection(app, {.platform = "vrbo", .name = "bare"}, now);
                            })).id;
  EXPECT_EQ(get(of(bare, "/gmail/start"), owner_key).code(), "LABEL_NOT_CONFIGURED");
}

TEST_F(GmailRoutesTest, ListsLabelsAndForgetsAConnection) {
  EXPECT_EQ(get(of(airbnb, "/labels"), operator_key).document.at("items").at(1),
            json::parse(R"({"id": "Label_1", "name": "Airbnb", "type": "user"})"));
  come_back(consent(start()));
  const Answer gone = ask("DELETE", of(airbnb), owner_key);
  EXPECT_EQ(gone.status, 200) << gone.body;
  EXPECT_EQ(gone.document.at("revoked"), true);
  EXPECT_EQ(get(of(airbnb), owner_key).status, 403);
}

}  // namespace
}  // namespace connections::server
