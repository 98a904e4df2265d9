#include "server/push/key_cache.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace connections::server {
namespace {

using std::chrono::seconds;

struct Keys : testing::Test {
  Instant now = *parse_rfc3339("2026-05-20T09:00:00Z");
  Result<net::Response> answer =
      response(R"({"keys":[{"kid":"a","kty":"RSA"},{"kid":"b","kty":"RSA"}]})", "max-age=600");
  int asked = 0;
  KeyCache cache{[this] {
    ++asked;
    return answer;
  }};

  static net::Response response(const std::string& body, const std::string& control) {
    net::Response made;
    made.status = 200;
    made.body = body;
    if (!control.empty()) made.headers.push_back({"Cache-Control", control});
    return made;
  }
};

TEST_F(Keys, AreFetchedOnceAndKeptAsLongAsTheAnswerAllows) {
  EXPECT_EQ(cache.find("a", now), R"({"kid":"a","kty":"RSA"})");
  EXPECT_TRUE(cache.find("b", now + seconds{599}));
  EXPECT_EQ(asked, 1);
  EXPECT_TRUE(cache.find("b", now + seconds{600}));
  EXPECT_EQ(asked, 2);
}

TEST_F(Keys, AnUnknownIdAsksAgainButAtMostOnceAMinute) {
  ASSERT_TRUE(cache.find("a", now));
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(cache.find("new" + std::to_string(i), now + seconds{59}).error().code, Errc::kNotFound);
  EXPECT_EQ(asked, 1);
  answer = response(R"({"keys":[{"kid":"new1","kty":"RSA"}]})", "public, max-age=19860, must-revalidate");
  EXPECT_TRUE(cache.find("new1", now + seconds{60}));
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(cache.find("a", now + seconds{61}).error().code, Errc::kNotFound) << "Google has withdrawn it";
}

TEST_F(Keys, KeysThatAreOverAreNotUsedWhenNoneAreToBeHad) {
  ASSERT_TRUE(cache.find("a", now));
  answer = fail(Errc::kNetworkFailed, "away");
  EXPECT_EQ(cache.find("a", now + seconds{600}).error().code, Errc::kNetworkFailed);
  EXPECT_EQ(cache.find("a", now + seconds{601}).error().code, Errc::kNetworkFailed);
  EXPECT_EQ(asked, 2) << "one question a minute, however it ended";
}

TEST_F(Keys, AnswersThatAreNoKeySetAreNone) {
  net::Response refused = response("{}", "");
  refused.status = 500;
  for (const auto& bad : {response("<html>", ""), response("[]", ""), response(R"({"keys":{}})", ""),
                          response(R"({"keys":[1,{"kid":2}]})", ""), refused}) {
    now += seconds{60};
    answer = bad;
    EXPECT_EQ(cache.find("a", now).error().code, Errc::kNetworkFailed) << bad.body;
  }
}

TEST_F(Keys, ALifetimeHasItsBounds) {
  /// The first second at which the set is asked for again.
  const auto kept_for = [&](const std::string& control) {
    answer = response(R"({"keys":[{"kid":"a"}]})", control);
    std::int64_t low = 0, high = 2 * 86'400;
    while (high - low > 1) {
      const std::int64_t middle = (low + high) / 2;
      const int before = asked;
      KeyCache fresh([this] {
        ++asked;
        return answer;
      });
      EXPECT_TRUE(fresh.find("a", now));
      EXPECT_TRUE(fresh.find("a", now + seconds{middle}) || middle < 60);
      (asked == before + 1 ? low : high) = middle;
    }
    return seconds{high};
  };
  EXPECT_EQ(kept_for(""), KeyCache::kDefaultLifetime);
  EXPECT_EQ(kept_for("no-store"), KeyCache::kDefaultLifetime);
  EXPECT_EQ(kept_for("max-age=0"), KeyCache::kMinLifetime);
  EXPECT_EQ(kept_for("max-age=-5"), KeyCache::kMinLifetime);
  EXPECT_EQ(kept_for("max-age=99999999"), KeyCache::kMaxLifetime);
  EXPECT_EQ(kept_for("max-age=600"), seconds{600});
}

}  // namespace
}  // namespace connections::server
