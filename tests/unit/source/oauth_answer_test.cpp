#include "source/gmail/oauth/oauth_answer.h"

namespace connections::source {
namespace {

using testing::HasSubstr;
using testing::Not;

net::Response answer(int status, const std::string& body) {
  net::Response out;
  out.status = status;
  out.body = body;
  return out;
}

Result<Grant> code(const std::string& body, int status = 200) {
  return read_grant(answer(status, body), GrantKind::kCode);
}
Result<Grant> refresh(const std::string& body, int status = 200) {
  return read_grant(answer(status, body), GrantKind::kRefresh);
}

const std::string kWhole = R"({"access_token":"ya29.a","expires_in":3599,"refresh_token":"1//r","token_type":"Bearer",
  "scope":"https://www.googleapis.com/auth/gmail.readonly"})";

TEST(OAuthAnswer, ReadsAGrant) {
  const auto grant = code(kWhole);
  ASSERT_TRUE(grant) << to_string(grant.error());
  EXPECT_EQ(grant->access_token, "ya29.a");
  EXPECT_EQ(grant->refresh_token, "1//r");
  EXPECT_EQ(grant->expires_in, std::chrono::seconds(3599));
}

TEST(OAuthAnswer, ARefreshNeedsNoNewRefreshTokenButACodeDoes) {
  const std::string body = R"({"access_token":"ya29.a","expires_in":3920})";
  const auto renewed = refresh(body);
  ASSERT_TRUE(renewed);
  EXPECT_EQ(renewed->refresh_token, "");
  EXPECT_EQ(code(body).error().code, Errc::kSourceFailed);
  EXPECT_THAT(code(body).error().hint, HasSubstr("permissions"));
}

TEST(OAuthAnswer, NoticesThatTheBoxWasUnticked) {
  for (const char* scope : {"\"openid email\"", "\"\"", "\"https://www.googleapis.com/auth/gmail.readonly.x\"", "7"}) {
    const auto grant =
        code(R"({"access_token":"a","expires_in":9,"refresh_token":"r","scope":)" + std::string(scope) + "}");
    ASSERT_FALSE(grant) << scope;
    EXPECT_EQ(grant.error().code, Errc::kInvalidGrant);
    EXPECT_THAT(grant.error().hint, HasSubstr("ticked"));
  }
  EXPECT_TRUE(code(R"({"access_token":"a","expires_in":9,"refresh_token":"r",
      "scope":"openid https://www.googleapis.com/auth/gmail.readonly email"})"));
}

TEST(OAuthAnswer, RefusesWhatIsNoGrantAndSaysLater) {
  for (const char* body :
       {"", "<html>", "[]", "null", "{}", R"({"access_token":7,"expires_in":9})", R"({"access_token":"a"})",
        R"({"access_token":"a","expires_in":0})", R"({"access_token":"a","expires_in":-5})",
        R"({"access_token":"a","expires_in":"soon"})", R"({"access_token":"a","expires_in":99999999999})",
        R"({"access_token":"a\r\nX: y","expires_in":9})", R"({"access_token":"","expires_in":9})"}) {
    const auto grant = refresh(body);
    ASSERT_FALSE(grant) << body;
    EXPECT_EQ(grant.error().code, Errc::kSourceFailed) << body;
  }
}

TEST(OAuthAnswer, OnlyGooglesOwnWordEndsAGrant) {
  for (const char* word : {"invalid_grant", "deleted_client"}) {
    const std::string body = R"({"error":")" + std::string(word) + R"(","error_description":"Bad Request"})";
    EXPECT_EQ(refresh(body, 400).error().code, Errc::kInvalidGrant);
    EXPECT_EQ(refresh(body, 401).error().code, Errc::kInvalidGrant);
  }
}

TEST(OAuthAnswer, AnOutageNeverEndsAGrant) {
  const std::string body = R"({"error":"invalid_grant"})";
  for (const int status : {429, 500, 502, 503, 504}) EXPECT_EQ(refresh(body, status).error().code, Errc::kSourceFailed);
  for (const char* other : {"", "invalid_grant", "<b>invalid_grant</b>", R"({"message":"invalid_grant"})",
                            R"({"error":{"code":"invalid_grant"}})", R"({"error":"internal_failure"})",
                            R"({"error":"temporarily_unavailable","error_description":"invalid_grant"})"})
    EXPECT_EQ(refresh(other, 400).error().code, Errc::kSourceFailed) << other;
  EXPECT_EQ(refresh("", 302).error().code, Errc::kSourceFailed);
}

TEST(OAuthAnswer, TellsTheClientsFaultFromThePersons) {
  for (const char* word : {"invalid_client", "unauthorized_client", "admin_policy_enforced", "org_internal",
                           "redirect_uri_mismatch", "invalid_scope"}) {
    const auto grant = refresh(R"({"error":")" + std::string(word) + R"("})", 401);
    ASSERT_FALSE(grant);
    EXPECT_EQ(grant.error().code, Errc::kConfigInvalid) << word;
    EXPECT_FALSE(grant.error().hint.empty()) << word;
    EXPECT_THAT(grant.error().message, HasSubstr(word));
  }
}

TEST(OAuthAnswer, NamesTheWorkspacesSessionControl) {
  const auto grant = refresh(R"({"error":"invalid_grant","error_subtype":"invalid_rapt"})", 400);
  EXPECT_EQ(grant.error().code, Errc::kInvalidGrant);
  EXPECT_THAT(grant.error().hint, HasSubstr("administrator"));
}

TEST(OAuthAnswer, RepeatsNothingOfTheBody) {
  for (const char* body :
       {R"({"error":"SECRET tok"})", R"({"error":"invalid_grant","error_description":"SECRET"})", "SECRET"})
    EXPECT_THAT(to_string(refresh(body, 400).error()), Not(HasSubstr("SECRET")));
}

}  // namespace
}  // namespace connections::source
