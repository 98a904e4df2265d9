#include "server/http/loopback_redirect.h"

#include <thread>

#include <httplib.h>

namespace connections::server {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A listener on a free port, waiting on a thread of its own.
class Redirect : public testing::Test {
 protected:
  void wait_for(std::chrono::seconds timeout = std::chrono::seconds(20)) {
    waiting_ = std::thread([this, timeout] { outcome_ = listener->wait("right-state", timeout); });
  }
  httplib::Result visit(const std::string& path) {
    httplib::Client browser("127.0.0.1", port());
    for (int tries = 0; tries < 200; ++tries) {
      if (auto response = browser.Get(path)) return response;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return browser.Get(path);
  }
  Result<std::string> outcome() {
    waiting_.join();
    return *outcome_;
  }
  [[nodiscard]] int port() const {
    const std::string uri = listener->uri();
    return std::stoi(uri.substr(uri.find(':', 8) + 1));
  }
  void TearDown() override {
    if (waiting_.joinable()) waiting_.join();
  }

  std::unique_ptr<LoopbackRedirect> listener = *LoopbackRedirect::listen(0);

 private:
  std::thread waiting_;
  std::optional<Result<std::string>> outcome_;
};

TEST_F(Redirect, GivesTheCodeAndShowsAPageWithoutScript) {
  wait_for();
  const auto page = visit("/oauth/callback?state=right-state&code=4%2Fcode");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 200);
  EXPECT_THAT(page->body, HasSubstr("close this page"));
  EXPECT_THAT(page->body, Not(HasSubstr("<script")));
  EXPECT_THAT(page->body, Not(HasSubstr("code")));
  EXPECT_THAT(page->get_header_value("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_EQ(page->get_header_value("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(page->get_header_value("Cache-Control"), "no-store");
  EXPECT_EQ(outcome(), "4/code");
}

TEST_F(Redirect, AStrangersStateDoesNotEndTheWaiting) {
  wait_for();
  for (const char* path : {"/oauth/callback?state=wrong&code=evil", "/oauth/callback?code=evil", "/oauth/callback",
                           "/oauth/callback?state=&code=evil", "/oauth/callback?state=wrong&error=access_denied",
                           "/oauth/callback?state=right-state"})
    EXPECT_EQ(visit(path)->status, 400) << path;
  EXPECT_EQ(visit("/?state=right-state&code=c")->status, 404);
  EXPECT_EQ(visit("/favicon.ico")->status, 404);
  EXPECT_EQ(visit("/oauth/callback?state=right-state&code=good")->status, 200);
  EXPECT_EQ(outcome(), "good");
}

TEST_F(Redirect, ReportsThatThePersonDeclined) {
  wait_for();
  EXPECT_EQ(visit("/oauth/callback?state=right-state&error=access_denied")->status, 200);
  const auto declined = outcome();
  ASSERT_FALSE(declined);
  EXPECT_EQ(declined.error().code, Errc::kSourceFailed);
  EXPECT_THAT(declined.error().message, HasSubstr("declined"));
}

TEST_F(Redirect, ReportsAnOrganisationsRuleAsConfiguration) {
  wait_for();
  visit("/oauth/callback?state=right-state&error=admin_policy_enforced");
  EXPECT_EQ(outcome().error().code, Errc::kConfigInvalid);
}

TEST_F(Redirect, SaysThatNobodyCame) {
  wait_for(std::chrono::seconds(1));
  visit("/oauth/callback?state=wrong&code=evil");
  const auto late = outcome();
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, Errc::kInterrupted);
  EXPECT_THAT(late.error().message, HasSubstr("timed out after 1 s"));
  EXPECT_THAT(late.error().message, HasSubstr("different state"));
}

TEST_F(Redirect, ClosesAfterTheAnswer) {
  wait_for();
  visit("/oauth/callback?state=right-state&code=good");
  EXPECT_EQ(outcome(), "good");
  EXPECT_FALSE(httplib::Client("127.0.0.1", port()).Get("/oauth/callback?state=right-state&code=again"));
}

TEST_F(Redirect, AnIdleConnectionOfTheBrowserHoldsNothingUp) {
  wait_for();
  visit("/favicon.ico");
  httplib::Client idle("127.0.0.1", port());
  idle.set_keep_alive(true);
  idle.Get("/favicon.ico");
  EXPECT_EQ(visit("/oauth/callback?state=right-state&code=good")->status, 200);
  EXPECT_EQ(outcome(), "good");
}

TEST_F(Redirect, RefusesAPortThatSomebodyElseHas) {
  const auto second = LoopbackRedirect::listen(port());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::kConflict);
  EXPECT_THAT(second.error().hint, HasSubstr("--redirect-port"));
}

}  // namespace
}  // namespace connections::server
