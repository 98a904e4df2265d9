#include "source/gmail/oauth/oauth.h"

#include <map>

#include "secrets/base64url.h"
#include "secrets/digest.h"
#include "source/gmail/oauth/oauth_form.h"
#include "source/gmail/oauth/pkce.h"
#include "support/web_server.h"

namespace connections::source {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A token endpoint of the test's own that keeps what it was sent.
class OAuth : public testing::Test {
 protected:
  void SetUp() override {
    const auto keep = [this](const httplib::Request& request, httplib::Response& response) {
      body = request.body;
      for (const auto& [name, value] : request.params) sent[name] = value;
      response.status = status;
      response.set_content(answer, "application/json");
    };
    web.server.Post("/token", keep);
    web.server.Post("/revoke", keep);
    web.server.Post("/away",
                    [](const httplib::Request&, httplib::Response& response) { response.set_redirect("/token"); });
    web.start();
  }

  GoogleEndpoints endpoints() {
    return {.auth_url = web.url("/auth"),
            .token_url = web.url("/token"),
            .revoke_url = web.url("/revoke"),
            .api_url = web.url("")};
  }
  OAuthClient client() { return {http, endpoints(), {"cid", "SECRET&="}}; }

  test::WebServer web;
  net::HttpClient http;
  int status = 200;
  std::string answer = R"({"access_token":"a","expires_in":3599,"refresh_token":"r"})";
  std::string body;
  std::map<std::string, std::string> sent;
};

TEST(OAuthForm, EscapesEverySignThatCouldEndAField) {
  EXPECT_EQ(form_encoded({{"a", "x y&=%+/~"}, {"b", "\xC3\xA9\n"}}), "a=x%20y%26%3D%25%2B%2F~&b=%C3%A9%0A");
}

TEST(Pkce, ChallengeIsTheDigestOfTheVerifier) {  // RFC 7636, appendix B
  EXPECT_EQ(challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  const Pkce made = make_pkce();
  EXPECT_EQ(made.verifier.size(), 43U);
  EXPECT_EQ(made.challenge, challenge_of(made.verifier));
}

TEST_F(OAuth, AsksForReadingMailAndNothingElse) {
  const std::string url = client().consent_url({"http://127.0.0.1:8080/oauth/callback", "st&te", "ch"});
  for (const char* part :
       {"/auth?client_id=cid&", "redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Foauth%2Fcallback", "response_type=code",
        "scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fgmail.readonly&", "access_type=offline", "prompt=consent",
        "state=st%26te", "code_challenge=ch", "code_challenge_method=S256"})
    EXPECT_THAT(url, HasSubstr(part));
  for (const char* part : {"include_granted_scopes", "SECRET", "client_secret"}) EXPECT_THAT(url, Not(HasSubstr(part)));
}

TEST_F(OAuth, SendsCodeVerifierAndClientInTheBody) {
  const auto grant = client().exchange("4/c+d", "ver", "http://127.0.0.1:8080/oauth/callback");
  ASSERT_TRUE(grant) << to_string(grant.error());
  EXPECT_EQ(sent["grant_type"], "authorization_code");
  EXPECT_EQ(sent["code"], "4/c+d");
  EXPECT_EQ(sent["code_verifier"], "ver");
  EXPECT_EQ(sent["redirect_uri"], "http://127.0.0.1:8080/oauth/callback");
  EXPECT_EQ(sent["client_id"], "cid");
  EXPECT_EQ(sent["client_secret"], "SECRET&=");
}

TEST_F(OAuth, Refreshes) {
  ASSERT_TRUE(client().refresh("1//r"));
  EXPECT_EQ(sent["grant_type"], "refresh_token");
  EXPECT_EQ(sent["refresh_token"], "1//r");
}

TEST_F(OAuth, RevokesInTheBodyAndTakesAnUnknownTokenForDone) {
  ASSERT_TRUE(client().revoke("1//r"));
  EXPECT_EQ(body, "token=1%2F%2Fr");
  status = 400;
  answer = R"({"error":"invalid_token"})";
  EXPECT_TRUE(client().revoke("1//r"));
  status = 503;
  EXPECT_EQ(client().revoke("1//r").error().code, Errc::kSourceFailed) << "an outage is no revocation";
}

TEST_F(OAuth, TakesEveryTroubleOnTheWayForATemporaryOne) {
  answer = std::string(1u << 20, ' ');
  EXPECT_EQ(client().refresh("1//r").error().code, Errc::kSourceFailed);  // too large
  auto away = endpoints();
  away.token_url = web.url("/away");
  EXPECT_EQ(OAuthClient(http, away, {"cid", "s"}).refresh("1//r").error().code, Errc::kNetworkFailed);
  auto nobody = endpoints();
  nobody.token_url = "http://127.0.0.1:1/token";
  EXPECT_EQ(OAuthClient(http, nobody, {"cid", "s"}).refresh("1//r").error().code, Errc::kNetworkFailed);
}

TEST_F(OAuth, SpeaksPlainHttpWithThisMachineOnly) {
  auto far = endpoints();
  far.token_url = "http://oauth2.example.test/token";
  const auto refused = OAuthClient(http, far, {"cid", "s"}).refresh("1//r");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::kConfigInvalid);
  EXPECT_FALSE(is_loopback("http://127.0.0.1.example.test/"));
  EXPECT_FALSE(is_loopback("http://127.0.0.1@example.test/"));
  EXPECT_TRUE(is_loopback("http://[::1]:80/"));
}

TEST_F(OAuth, SaysWhatToDoWithoutAClient) {
  const auto refused = OAuthClient(http, endpoints(), {}).exchange("c", "v", "u");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::kConfigInvalid);
  EXPECT_THAT(refused.error().hint, HasSubstr("config/README.md"));
  EXPECT_TRUE(body.empty());
}

TEST_F(OAuth, NoErrorHoldsASecret) {
  for (const auto& [code, text] : std::vector<std::pair<int, std::string>>{
           {400, R"({"error":"invalid_grant"})"}, {401, R"({"error":"invalid_client"})"}, {503, "x"}, {200, "{}"}}) {
    status = code;
    answer = text;
    for (const auto& failed :
         {client().refresh("1//TOKEN"), client().exchange("CODE", "VERIFIER", "http://127.0.0.1/")})
      for (const char* secret : {"TOKEN", "CODE", "VERIFIER", "SECRET"})
        EXPECT_THAT(to_string(failed.error()), Not(HasSubstr(secret)));
  }
}

}  // namespace
}  // namespace connections::source
