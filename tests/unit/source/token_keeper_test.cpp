#include "source/gmail/oauth/token_keeper.h"

#include <atomic>
#include <cstdint>
#include <thread>

#include "support/web_server.h"

namespace connections::source {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;

constexpr Instant kStart{seconds{1'780'000'000}};

/// A token endpoint that counts, a storage in memory and a clock that the test turns.
class Keeper : public testing::Test {
 protected:
  void SetUp() override {
    web.server.Post("/token", [this](const httplib::Request& request, httplib::Response& response) {
      const int number = ++refreshes;
      used = request.get_param_value("refresh_token");
      std::this_thread::sleep_for(delay);
      response.status = status;
      response.set_content(answer.empty() ? "{\"access_token\":\"fresh" + std::to_string(number) +
                                                "\",\"expires_in\":" + std::to_string(life) + rotated + "}"
                                          : answer,
                           "application/json");
    });
    web.start();
  }

  TokenStorage storage() {
    return {.load = [this]() -> Result<StoredTokens> {
              const std::lock_guard lock(mutex);
              ++loads;
              return kept;
            },
            .save = [this](const StoredTokens& fresh, const std::string& replaced) -> Result<void> {
              const std::lock_guard lock(mutex);
              if (kept.refresh_token != replaced) return fail(Errc::kConflict, "another one is there");
              kept = fresh;
              return {};
            }};
  }
  GoogleEndpoints endpoints() {
    return {.auth_url = web.url("/auth"),
            .token_url = web.url("/token"),
            .revoke_url = web.url("/revoke"),
            .api_url = web.url("")};
  }
  void die() {
    status = 400;
    answer = R"({"error":"invalid_grant"})";
  }

  test::WebServer web;
  std::atomic<int> refreshes = 0;
  std::string used;
  std::chrono::milliseconds delay{0};
  int status = 200;
  int life = 3600;
  std::string rotated;
  std::string answer;

  std::mutex mutex;
  StoredTokens kept{
      .refresh_token = "1//r", .access_token = "kept", .expires_at = kStart + minutes{60}, .born_at = kStart};
  int loads = 0;
  std::atomic<std::int64_t> passed = 0;  ///< seconds

  net::HttpClient http;
  OAuthClient oauth{http, endpoints(), {"cid", "secret"}};
  TokenKeeper keeper{oauth, storage(), [this] { return kStart + seconds{passed.load()}; }};
};

TEST_F(Keeper, UsesWhatIsKeptWhileItHolds) {
  EXPECT_EQ(keeper.token(), "kept");
  passed = 54 * 60;
  EXPECT_EQ(keeper.token(), "kept");
  EXPECT_EQ(refreshes, 0);
  EXPECT_EQ(loads, 1) << "the storage is asked once";
}

TEST_F(Keeper, RefreshesFiveMinutesAheadAndKeepsTheRefreshToken) {
  passed = 55 * 60;
  EXPECT_EQ(keeper.token(), "fresh1");
  EXPECT_EQ(keeper.token(), "fresh1");
  EXPECT_EQ(refreshes, 1);
  EXPECT_EQ(kept.access_token, "fresh1");
  EXPECT_EQ(kept.refresh_token, "1//r");
  EXPECT_EQ(kept.expires_at, kStart + minutes{55 + 60});
  EXPECT_EQ(kept.born_at, kStart);
}

TEST_F(Keeper, KeepsANewRefreshTokenIfOneComes) {
  passed = 3600;
  rotated = R"(,"refresh_token":"1//new")";
  EXPECT_TRUE(keeper.token());
  EXPECT_EQ(kept.refresh_token, "1//new");
}

TEST_F(Keeper, RenewsARefusedTokenButNotOneThatSomebodyRenewedAlready) {
  EXPECT_EQ(keeper.token(), "kept");
  EXPECT_EQ(keeper.renew("kept"), "fresh1");
  EXPECT_EQ(keeper.renew("kept"), "fresh1");
  EXPECT_EQ(refreshes, 1);
  EXPECT_EQ(keeper.renew("fresh1"), "fresh2");
}

TEST_F(Keeper, UsesTheTokenThatAnotherProcessHasKept) {
  EXPECT_EQ(keeper.token(), "kept");
  kept.access_token = "theirs";
  kept.expires_at = kStart + minutes{120};
  EXPECT_EQ(keeper.renew("kept"), "theirs");
  EXPECT_EQ(refreshes, 0);
}

TEST_F(Keeper, ManyAtOnceMakeOneRefresh) {
  passed = 3600;
  delay = std::chrono::milliseconds{150};
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 16; ++i) threads.emplace_back([&] { right += keeper.token() == "fresh1"; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 16);
  EXPECT_EQ(refreshes, 1);
}

TEST_F(Keeper, ManyAtOnceShareOneFailure) {
  passed = 3600;
  delay = std::chrono::milliseconds{300};
  die();
  std::vector<std::thread> threads;
  std::atomic<int> dead = 0;
  std::atomic<int> waiting = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      ++waiting;
      const auto token = keeper.renew("kept");
      dead += !token && token.error().code == Errc::kInvalidGrant;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(dead, 8);
  EXPECT_LE(refreshes, 2) << "those who waited do not each ask again";
}

TEST_F(Keeper, ATokenThatStillHoldsOutlivesAnOutage) {
  EXPECT_EQ(keeper.token(), "kept");
  passed = 56 * 60;
  status = 503;
  EXPECT_EQ(keeper.token(), "kept");
  EXPECT_EQ(keeper.token(), "kept");
  EXPECT_EQ(refreshes, 1) << "asked again after a while only";
  passed = 57 * 60;
  EXPECT_EQ(keeper.token(), "kept");
  EXPECT_EQ(refreshes, 2);
  passed = 61 * 60;
  const auto token = keeper.token();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, Errc::kSourceFailed);
  status = 200;
  EXPECT_EQ(keeper.token(), "fresh4");
}

TEST_F(Keeper, AnOutageDoesNotHideThatATokenWasRefused) {
  EXPECT_EQ(keeper.token(), "kept");
  status = 503;
  EXPECT_EQ(keeper.renew("kept").error().code, Errc::kSourceFailed);
}

TEST_F(Keeper, ATokenOfSecondsIsNotRefreshedAtEveryCall) {
  passed = 3600;
  life = 10;
  EXPECT_EQ(keeper.token(), "fresh1");
  EXPECT_EQ(keeper.token(), "fresh1");
  passed = 3606;
  EXPECT_EQ(keeper.token(), "fresh2");
}

TEST_F(Keeper, AGrantThatDiesYoungNamesTheLikelyCause) {
  die();
  passed = 7 * 86400;
  EXPECT_THAT(keeper.token().error().hint, HasSubstr("Testing"));
  passed = 9 * 86400;
  const auto old = keeper.token();
  EXPECT_EQ(old.error().code, Errc::kInvalidGrant);
  EXPECT_THAT(old.error().hint, testing::Not(HasSubstr("Testing")));
}

TEST_F(Keeper, AReconnectDuringTheRefreshWins) {
  passed = 3600;
  delay = std::chrono::milliseconds{200};
  std::thread person([this] {
    while (refreshes == 0) std::this_thread::yield();
    const std::lock_guard lock(mutex);
    kept = {
        .refresh_token = "1//again", .access_token = "granted", .expires_at = kStart + minutes{150}, .born_at = kStart};
  });
  EXPECT_EQ(keeper.token(), "granted");
  person.join();
  EXPECT_EQ(kept.refresh_token, "1//again") << "the late refresh must not bring the old grant back";
}

TEST_F(Keeper, ADeadGrantIsForgottenOnceThePersonHasReconnected) {
  passed = 3600;
  die();
  EXPECT_FALSE(keeper.token());
  kept = {
      .refresh_token = "1//again", .access_token = "granted", .expires_at = kStart + minutes{150}, .born_at = kStart};
  EXPECT_EQ(keeper.token(), "granted");
}

}  // namespace
}  // namespace connections::source
