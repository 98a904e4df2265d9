#include "net/url.h"

#include <gtest/gtest.h>

namespace connections::net {
namespace {

TEST(Url, HostAndOriginAreWhatCredentialsGoTo) {
  struct Case {
    const char *url, *host, *origin;
  };
  for (const Case& one : {Case{"https://example.test/a?b#c", "example.test", "https://example.test:443"},
                          {"https://user:pass@example.test:8443/", "example.test", "https://example.test:8443"},
                          {"http://[::1]:80/", "[::1]", "http://[::1]:80"},
                          {"HTTPS://EXAMPLE.test", "EXAMPLE.test", "https://EXAMPLE.test:443"},
                          {"not a url", "", ""},
                          {"", "", ""}}) {
    EXPECT_EQ(host_of(one.url), one.host) << one.url;
    EXPECT_EQ(origin_of(one.url), one.origin) << one.url;
  }
}

TEST(Url, OnlyAllowedSchemesAreSent) {
  struct Case {
    const char* url;
    bool http;
    std::optional<Errc> error;
  };
  for (const Case& one : {Case{"https://example.test/x", false, std::nullopt},
                          {"http://example.test/x", true, std::nullopt},
                          {"http://example.test/x", false, Errc::kAddressForbidden},
                          {"file:///etc/passwd", true, Errc::kAddressForbidden},
                          {"gopher://example.test/", true, Errc::kAddressForbidden},
                          {"https://", false, Errc::kInvalidArgument},
                          {"example.test", false, Errc::kInvalidArgument},
                          {"https://example.test/a b", false, Errc::kInvalidArgument},
                          {"https://example.test/\r\nX: y", false, Errc::kInvalidArgument}}) {
    const auto checked = checked_url(one.url, one.http);
    EXPECT_EQ(checked ? std::nullopt : std::optional(checked.error().code), one.error) << one.url;
  }
}

TEST(Url, LoopbackIsThisMachineByItsOwnName) {
  for (const char* url : {"http://localhost:80/", "http://127.0.0.1/", "http://127.9.8.7/", "http://[::1]:8080/x"})
    EXPECT_TRUE(is_loopback(url)) << url;
  for (const char* url :
       {"http://localhost.example.test/", "http://128.0.0.1/", "http://[::2]/", "http://10.0.0.1/", ""})
    EXPECT_FALSE(is_loopback(url)) << url;
}

TEST(Url, PercentEncodingLeavesUnreservedCharacters) {
  EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encoded("a/b?c=d&e f+\xC3\xA9"), "a%2Fb%3Fc%3Dd%26e%20f%2B%C3%A9");
}

TEST(Url, ALocationIsResolvedAgainstItsPage) {
  struct Case {
    const char *location, *target;
  };
  for (const Case& one : {Case{"/other", "https://example.test/other"},
                          {"next?x=1", "https://example.test/a/next?x=1"},
                          {"//cdn.test/f", "https://cdn.test/f"},
                          {"http://plain.test/", "http://plain.test/"}})
    EXPECT_EQ(resolve("https://example.test/a/page", one.location), one.target) << one.location;
  EXPECT_EQ(resolve("https://example.test/", "https://bad host/"), std::nullopt);
  EXPECT_EQ(resolve("https://example.test/", "/x\r\nSet-Cookie: y"), std::nullopt);
}

}  // namespace
}  // namespace connections::net
