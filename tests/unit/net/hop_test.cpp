#include "net/hop.h"

#include <gmock/gmock.h>

namespace connections::net {
namespace {

using testing::ElementsAre;

Response redirect(int status, std::string location) {
  return {.status = status, .headers = {{"location", std::move(location)}}, .body = {}, .url = {}};
}

Request post() {
  Request request;
  request.method = "POST";
  request.url = "https://a.test/form";
  request.headers = {{"Authorization", "Bearer x"}, {"Accept", "*/*"}, {"Content-Type", "text/plain"}};
  request.body = "body";
  return request;
}

TEST(Hop, RefusesHeadersThatWouldStartAnother) {
  for (const Header& header :
       {Header{"X", "a\r\nY: b"}, {"X", "a\nb"}, {"X", std::string("a\0b", 3)}, {"X Y", "a"}, {"", "a"}, {"X:", "a"}}) {
    Request request;
    request.url = "https://a.test/";
    request.headers = {header};
    EXPECT_FALSE(check(request)) << header.name;
  }
  Request request;
  request.method = "GET /other";
  EXPECT_FALSE(check(request));
  EXPECT_TRUE(check(post()));
}

TEST(Hop, ARedirectNeedsItsStatusAndALocation) {
  for (const int status : {301, 302, 303, 307, 308}) EXPECT_TRUE(is_redirect(redirect(status, "/x"))) << status;
  for (const int status : {200, 300, 304, 305, 404}) EXPECT_FALSE(is_redirect(redirect(status, "/x"))) << status;
  EXPECT_FALSE(is_redirect({.status = 302, .headers = {}, .body = {}, .url = {}}));
}

TEST(Hop, CredentialsStayAtTheirOrigin) {
  for (const char* target : {"https://b.test/", "https://a.test:8443/", "http://a.test/"}) {
    Request request = post();
    request.method = "GET";
    request.body.clear();
    ASSERT_TRUE(follow(request, redirect(302, target), 0));
    EXPECT_THAT(request.headers, ElementsAre(Header{"Accept", "*/*"})) << target;
  }
  Request request = post();
  ASSERT_TRUE(follow(request, redirect(307, "/next"), 0));
  EXPECT_EQ(request.headers.size(), 3U);
  EXPECT_EQ(request.url, "https://a.test/next");
}

TEST(Hop, APostBecomesAGetWhereTheStandardSaysSo) {
  for (const int status : {301, 302, 303}) {
    Request request = post();
    ASSERT_TRUE(follow(request, redirect(status, "/next"), 0));
    EXPECT_EQ(request.method, "GET") << status;
    EXPECT_EQ(request.body, "");
    EXPECT_THAT(request.headers, ElementsAre(Header{"Authorization", "Bearer x"}, Header{"Accept", "*/*"}));
  }
  for (const int status : {307, 308}) {
    Request request = post();
    ASSERT_TRUE(follow(request, redirect(status, "/next"), 0));
    EXPECT_EQ(request.method + request.body, "POSTbody") << status;
  }
}

TEST(Hop, ABodyNeverGoesToAnotherHost) {
  Request request = post();
  EXPECT_FALSE(follow(request, redirect(307, "https://b.test/"), 0));
  EXPECT_EQ(request.url, "https://a.test/form");
}

TEST(Hop, EndsAfterTheAllowedNumber) {
  Request request = post();
  EXPECT_TRUE(follow(request, redirect(303, "/a"), request.max_redirects - 1));
  EXPECT_FALSE(follow(request, redirect(303, "/a"), request.max_redirects));
}

TEST(Response, FindsAHeaderWhateverItsCase) {
  const Response response{
      .status = 200, .headers = {{"X-One", "1"}, {"x-one", "2"}, {"X-On", "3"}}, .body = {}, .url = {}};
  EXPECT_EQ(response.header("x-ONE"), "1");
  EXPECT_EQ(response.header("X-On"), "3");
  EXPECT_EQ(response.header("X"), std::nullopt);
}

}  // namespace
}  // namespace connections::net
