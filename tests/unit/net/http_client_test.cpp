#include "net/http_client.h"

#include <atomic>
#include <cstdlib>

#include "support/web_server.h"

namespace connections::net {
namespace {

using connections::test::WebServer;
using testing::HasSubstr;
using testing::Not;

/// 1000 times "a", packed.
const std::string kPacked(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\x4c\x1c\x05\xa3\x60\x14\x0c\x77\x00\x00\x03\xda\x38\x9a\xe8\x03\x00"
    "\x00",
    29);

void add_pages(WebServer& web) {
  auto& server = web.server;
  server.Get("/hello", [](const auto&, auto& out) { out.set_content("hello", "text/plain"); });
  server.Get("/missing", [](const auto&, auto& out) { out.status = 404, out.set_content("no", "text/plain"); });
  server.Get("/packed", [](const auto&, auto& out) {
    out.set_header("Content-Encoding", "gzip");
    out.set_content(kPacked, "application/octet-stream");
  });
  server.Get("/slow", [](const auto&, auto& out) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    out.set_content("late", "text/plain");
  });
  server.Get("/relative", [](const auto&, auto& out) { out.set_redirect("hello"); });
  server.Get(R"(/loop/(\d+))", [](const auto& in, auto& out) {
    const int left = std::stoi(in.matches[1]);
    out.set_redirect(left == 0 ? "/hello" : "/loop/" + std::to_string(left - 1));
  });
  server.Get("/to", [](const auto& in, auto& out) { out.set_redirect(in.get_param_value("url")); });
  const auto echo = [](const httplib::Request& in, httplib::Response& out) {
    out.set_header("X-Two", "2");
    out.set_content(
        in.method + "|" + in.get_header_value("Authorization") + "|" + in.get_header_value("Accept") + "|" + in.body,
        "text/plain");
  };
  server.Get("/echo", echo);
  server.Post("/echo", echo);
  server.Put("/echo", echo);
  server.Post("/303", [](const auto&, auto& out) { out.set_redirect("/echo", 303); });
  server.Post("/307", [](const auto& in, auto& out) { out.set_redirect(in.get_param_value("url"), 307); });
}

class HttpClientTest : public testing::Test {
 protected:
  HttpClientTest() {
    add_pages(web_);
    add_pages(other_);
    web_.start();
    other_.start();
  }
  Request request(const std::string& path) const {
    Request one;
    one.url = web_.url(path);
    one.allow_http = true;
    one.addresses = AddressPolicy::kAllowPrivate;
    return one;
  }
  static void expect_error(const Result<Response>& result, Errc code, const std::string& words) {
    ASSERT_FALSE(result);
    EXPECT_EQ(name(result.error().code), name(code));
    EXPECT_THAT(result.error().message, HasSubstr(words));
  }

  WebServer web_;
  WebServer other_;
  HttpClient client_;
};

TEST_F(HttpClientTest, GivesStatusHeadersAndBody) {
  const auto got = client_.send(request("/echo"));
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->header("x-two"), "2");
  EXPECT_FALSE(got->header("x-three"));
  EXPECT_THAT(got->body, HasSubstr("GET|"));
}

TEST_F(HttpClientTest, AnErrorStatusIsAResponse) {
  const auto got = client_.send(request("/missing"));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->status, 404);
  EXPECT_EQ(got->body, "no");
}

TEST_F(HttpClientTest, SendsMethodHeadersAndBody) {
  for (const char* method : {"POST", "PUT"}) {
    Request one = request("/echo");
    one.method = method;
    one.headers = {{"Authorization", "Bearer x"}, {"Accept", "text/plain"}};
    one.body = std::string("a\0b", 3);
    const auto got = client_.send(one);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->body, method + std::string("|Bearer x|text/plain|a\0b", 24));
  }
}

TEST_F(HttpClientTest, UnpacksGzip) {
  const auto got = client_.send(request("/packed"));
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->body, std::string(1000, 'a'));
}

TEST_F(HttpClientTest, TheCapIsOnTheUnpackedBytes) {
  Request one = request("/packed");
  one.max_bytes = 999;
  expect_error(client_.send(one), Errc::kLimitExceeded, "999 bytes");
  one.max_bytes = 1000;
  EXPECT_TRUE(client_.send(one));
}

TEST_F(HttpClientTest, HttpIsRefusedUnlessAskedFor) {
  Request one = request("/hello");
  one.allow_http = false;
  expect_error(client_.send(one), Errc::kAddressForbidden, "'http' is not allowed");
}

TEST_F(HttpClientTest, PrivateAddressesAreRefusedByNumberAndByName) {
  for (const std::string host :
       {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0", "0x7f000001", "2130706433"}) {
    Request one = request("");
    one.url = "http://" + host + ":" + std::to_string(web_.port()) + "/hello";
    one.addresses = AddressPolicy::kPublicOnly;
    expect_error(client_.send(one), Errc::kAddressForbidden, "private");
  }
}

TEST_F(HttpClientTest, AnOpenConnectionToAPrivateAddressServesNobodyElse) {
  Request one = request("/hello");
  ASSERT_TRUE(client_.send(one));
  one.addresses = AddressPolicy::kPublicOnly;
  expect_error(client_.send(one), Errc::kAddressForbidden, "private");
}

TEST_F(HttpClientTest, FollowsRedirects) {
  for (const char* path : {"/relative", "/loop/4"}) {
    const auto got = client_.send(request(path));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->body, "hello");
    EXPECT_EQ(got->url, web_.url("/hello"));
  }
}

TEST_F(HttpClientTest, FollowsFiveRedirectsAtMost) {
  expect_error(client_.send(request("/loop/5")), Errc::kNetworkFailed, "more than 5 redirects");
}

TEST_F(HttpClientTest, EveryHopIsChecked) {
  for (const char* target : {"file:///etc/hostname", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "dict://127.0.0.1/x"})
    expect_error(client_.send(request(std::string("/to?url=") + target)), Errc::kAddressForbidden, "not allowed");
}

TEST_F(HttpClientTest, CredentialsDoNotFollowToAnotherOrigin) {
  Request one = request("/to?url=" + other_.url("/echo"));
  one.headers = {{"Authorization", "Bearer x"}, {"Accept", "text/plain"}};
  const auto got = client_.send(one);
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->body, "GET||text/plain|");
  one.url = web_.url("/to?url=/echo");
  EXPECT_EQ(client_.send(one)->body, "GET|Bearer x|text/plain|");
}

TEST_F(HttpClientTest, APostBecomesAGetOn303AndNeverLeavesItsOrigin) {
  Request one = request("/303");
  one.method = "POST";
  one.body = "secret";
  EXPECT_THAT(client_.send(one)->body, HasSubstr("GET|"));
  one.url = web_.url("/307?url=/echo");
  EXPECT_THAT(client_.send(one)->body, HasSubstr("POST||*/*|secret"));
  one.url = web_.url("/307?url=" + other_.url("/echo"));
  expect_error(client_.send(one), Errc::kNetworkFailed, "to another host");
}

TEST_F(HttpClientTest, TheTotalDeadlineEndsAWait) {
  Request one = request("/slow");
  one.total_timeout = std::chrono::milliseconds(200);
  const auto begin = std::chrono::steady_clock::now();
  expect_error(client_.send(one), Errc::kNetworkFailed, "no response");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(1400));
}

TEST_F(HttpClientTest, ErrorsNameTheHostAndNotTheSecretInTheUrl) {
  Request one = request("/");
  one.url = "http://127.0.0.1:1/secret?token=secret";
  const auto got = client_.send(one);
  expect_error(got, Errc::kNetworkFailed, "no response");
  EXPECT_EQ(got.error().where, "127.0.0.1");
  EXPECT_THAT(to_string(got.error()), Not(HasSubstr("secret")));
}

TEST_F(HttpClientTest, WhatIsNoUrlOrNoHeaderIsRefused) {
  for (const char* url : {"", "hello", "http://", "http://a b/", "http://a/\r\nX: y", "//host/x"}) {
    Request one = request("");
    one.url = url;
    expect_error(client_.send(one), Errc::kInvalidArgument, "");
  }
  Request one = request("/hello");
  one.headers = {{"X", "a\r\nY: b"}};
  expect_error(client_.send(one), Errc::kInvalidArgument, "header");
  one.headers = {{"X: y\r\nZ", "a"}};
  expect_error(client_.send(one), Errc::kInvalidArgument, "header");
  one.headers.clear();
  one.method = "GET / HTTP/1.1";
  expect_error(client_.send(one), Errc::kInvalidArgument, "method");
}

TEST_F(HttpClientTest, ProxiesOfTheEnvironmentAreNotUsed) {
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  setenv("all_proxy", "http://127.0.0.1:1", 1);
  EXPECT_TRUE(client_.send(request("/hello")));
  unsetenv("http_proxy");
  unsetenv("all_proxy");
}

TEST_F(HttpClientTest, ServesSeveralThreads) {
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 20; ++n) {
        const auto got = client_.send(request("/hello"));
        if (got && got->body == "hello") ++good;
      }
    });
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(good, 120);
}

}  // namespace
}  // namespace connections::net
