// How questions are asked: again after faults that pass, with a fresh token, at the pace that is allowed.
#include "source/gmail/api/gmail_caller.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "source/gmail/label/message.h"
#include "support/virtual_clock.h"

namespace connections::source {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::Asked;
using test::Trouble;

class CallerTest : public testing::Test {
 protected:
  CallerTest() { label_ = gmail_.mailbox.add_label("Airbnb"); }

  /// Asks for the profile; what came.
  Result<void> ask(GmailCaller& caller) {
    return caller.ask(
        {.path = "/gmail/v1/users/me/profile", .units = 1, .on_body = json_handler([](nlohmann::json& answer) {
                                                             return answer.contains("historyId") &&
                                                                    answer["historyId"].is_string();
                                                           })});
  }
  Result<void> ask() {
    GmailCaller caller(access_to(gmail_, clock_));
    return ask(caller);
  }
  /// Asks for the raw bytes of all mails; what failed for itself goes to failed_.
  Result<void> ask_for_all(GmailAccess access) {
    GmailCaller caller(std::move(access));
    const auto ids = gmail_.mailbox.list(label_);
    std::size_t at = 0;
    return caller.ask_all(
        [&]() -> std::optional<Call> {
          if (at == ids.size()) return std::nullopt;
          const std::string id = ids[at++];
          return Call{.path = raw_message_path(id),
                      .units = 20,
                      .on_body =
                          [this, id](std::string&& body) {
                            if (!read_message(std::move(body), id)) return Outcome::kMalformed;
                            ++got_;
                            return got_ == stop_at_ ? Outcome::kStop : Outcome::kAccepted;
                          },
                      .about = id};
        },
        [&](const Call& call, const ApiError& why) { failed_[call.about] = why.error.code; });
  }
  void add_mails(int count) {
    for (int i = 0; i < count; ++i)
      gmail_.mailbox.add_mail("Subject: " + std::to_string(i) + "\r\n\r\nAda Example\r\n", {label_});
  }

  test::FakeGmail gmail_;
  test::VirtualClock clock_;
  std::string label_;
  std::map<std::string, Errc> failed_;
  int got_ = 0, stop_at_ = -1;
};

TEST_F(CallerTest, AFaultThatPassesIsAskedAgainAfterASecondAtLeast) {
  for (const Trouble trouble : {Trouble::k500, Trouble::k502, Trouble::k503, Trouble::k504, Trouble::kCut,
                                Trouble::kTruncated, Trouble::kMalformed, Trouble::kOtherMail}) {
    gmail_.forget_counts();
    gmail_.faults.order(Asked::kProfile, trouble);
    const auto before = clock_.slept();
    EXPECT_TRUE(ask()) << static_cast<int>(trouble);
    EXPECT_EQ(gmail_.asked(), 2) << static_cast<int>(trouble);
    EXPECT_GE(clock_.slept() - before, kFirstWait);
  }
}

TEST_F(CallerTest, ALimitIsWaitedForAsLongAsGmailSays) {
  const std::pair<Trouble, seconds> said[]{
      {Trouble::k429Header, seconds{5}}, {Trouble::k429Date, seconds{9}}, {Trouble::kUserRate403, seconds{7}}};
  for (const auto& [trouble, wait] : said) {
    gmail_.faults.order(Asked::kProfile, trouble);
    const auto before = clock_.slept();
    EXPECT_TRUE(ask());
    EXPECT_GE(clock_.slept() - before, wait);
    EXPECT_LE(clock_.slept() - before, wait + seconds{3});
  }
}

TEST_F(CallerTest, AClockThatGoesWrongDoesNotChangeTheWait) {
  gmail_.traits.skew = std::chrono::hours{-30};
  gmail_.faults.order(Asked::kProfile, Trouble::kUserRate403);
  EXPECT_TRUE(ask());
  EXPECT_GE(clock_.slept(), seconds{7});
  EXPECT_LE(clock_.slept(), seconds{10});
}

TEST_F(CallerTest, ALimitThatLastsForHoursEndsTheRunAtOnce) {
  gmail_.faults.order(Asked::kProfile, Trouble::k429Hours);
  const auto asked = ask();
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, Errc::kSourceFailed);
  EXPECT_THAT(asked.error().hint, testing::HasSubstr("120 minutes"));
  EXPECT_EQ(gmail_.asked(), 1);
}

TEST_F(CallerTest, ALimitByTheMinuteIsOutwaited) {
  gmail_.faults.order(Asked::kProfile, Trouble::kRate403, kMaxTries - 1);
  EXPECT_TRUE(ask());
  EXPECT_GT(clock_.slept(), seconds{40});
}

TEST_F(CallerTest, TriesAreBounded) {
  gmail_.faults.order(Asked::kProfile, Trouble::k503, 100);
  EXPECT_EQ(ask().error().code, Errc::kSourceFailed);
  EXPECT_EQ(gmail_.asked(), kMaxTries);
}

TEST_F(CallerTest, WhoAsksAboutTheSameMailboxSharesItsPace) {
  auto access = access_to(gmail_, clock_);
  access.quota.units_per_minute = 60;
  const auto spend = [&](const GmailAccess& from) {
    GmailCaller caller(from);
    ASSERT_TRUE(caller.ask(
        {.path = "/gmail/v1/users/me/profile", .units = 30, .on_body = [](auto&&) { return Outcome::kAccepted; }}));
  };
  spend(access);
  spend(access);
  EXPECT_EQ(clock_.slept(), milliseconds{0}) << "each alone has a full bucket";
  access.pacer = std::make_shared<Pacer>(60, access.timing.now());
  spend(access);
  spend(access);
  EXPECT_GT(clock_.slept(), seconds{25});
}

TEST_F(CallerTest, WhoeverWaitsForAnAnswerWaitsSomeSecondsOnly) {
  gmail_.faults.order(Asked::kProfile, Trouble::k503, 100);
  auto access = access_to(gmail_, clock_);
  access.timing.max_tries = kInteractiveTries;
  GmailCaller caller(std::move(access));
  EXPECT_EQ(ask(caller).error().code, Errc::kSourceFailed);
  EXPECT_EQ(gmail_.asked(), kInteractiveTries);
  EXPECT_LT(clock_.slept(), seconds{12});
}

TEST_F(CallerTest, ADeadTokenIsRenewedOnceAndAtOnce) {
  gmail_.tokens.expire();
  EXPECT_TRUE(ask());
  EXPECT_EQ(gmail_.asked(), 2);
  EXPECT_EQ(gmail_.tokens.renewals, 1);
  EXPECT_EQ(clock_.slept(), milliseconds{0});
}

TEST_F(CallerTest, OnlyTheKeeperOfTheTokensSaysThatTheGrantIsDead) {
  gmail_.faults.order(Asked::kProfile, Trouble::k401, 100);
  EXPECT_EQ(ask().error().code, Errc::kSourceFailed);
  EXPECT_EQ(gmail_.asked(), kMaxTries);
  gmail_.forget_counts();
  gmail_.tokens.revoke();
  EXPECT_EQ(ask().error().code, Errc::kInvalidGrant);
  EXPECT_EQ(gmail_.asked(), 1);
}

TEST_F(CallerTest, ManyThatLoseTheirTokenTogetherRenewItOnce) {
  add_mails(30);
  gmail_.tokens.expire();
  EXPECT_TRUE(ask_for_all(access_to(gmail_, clock_)));
  EXPECT_EQ(got_, 30);
  EXPECT_EQ(gmail_.tokens.renewals, 1);
}

TEST_F(CallerTest, WhatNoRetryHelpsEndsTheRunAtOnce) {
  const std::pair<Trouble, Errc> fatal[]{{Trouble::kDaily403, Errc::kSourceFailed},
                                         {Trouble::kPolicy403, Errc::kSourceFailed},
                                         {Trouble::kScope403, Errc::kInvalidGrant},
                                         {Trouble::kDisabled403, Errc::kConfigInvalid}};
  for (const auto& [trouble, code] : fatal) {
    gmail_.forget_counts();
    gmail_.faults.order(Asked::kProfile, trouble);
    EXPECT_EQ(ask().error().code, code);
    EXPECT_EQ(gmail_.asked(), 1);
  }
}

TEST_F(CallerTest, OneThatFailsForItselfDoesNotHoldUpTheRest) {
  add_mails(20);
  const std::string gone = gmail_.mailbox.list(label_)[3];
  gmail_.before = [&](Asked, int) { gmail_.mailbox.delete_mail(gone); };
  EXPECT_TRUE(ask_for_all(access_to(gmail_, clock_)));
  EXPECT_EQ(got_, 19);
  EXPECT_EQ(failed_, (std::map<std::string, Errc>{{gone, Errc::kNotFound}}));
}

TEST_F(CallerTest, WhenGmailIsGoneTheRunEndsBeforeEveryMailHasTriedItsTries) {
  add_mails(100);
  gmail_.faults.order(Asked::kRaw, Trouble::k503, 10'000);
  EXPECT_EQ(ask_for_all(access_to(gmail_, clock_)).error().code, Errc::kSourceFailed);
  EXPECT_LE(gmail_.asked(), 10 * kMaxTries);
}

TEST_F(CallerTest, NeverMoreAreUnderWayThanAllowedAndNeverFasterThanPaced) {
  add_mails(120);
  gmail_.traits.latency = milliseconds{2};
  GmailAccess access = access_to(gmail_, clock_);
  access.quota.in_flight = 4;
  EXPECT_TRUE(ask_for_all(std::move(access)));
  EXPECT_EQ(got_, 120);
  // 120 × 20 units at 6,000 a minute, less the second's worth the bucket begins with.
  EXPECT_GE(clock_.slept(), milliseconds{23'000});
  EXPECT_LE(clock_.slept(), milliseconds{26'000});
}

TEST_F(CallerTest, EndsWhenTheAskerHasEnough) {
  add_mails(50);
  stop_at_ = 5;
  EXPECT_TRUE(ask_for_all(access_to(gmail_, clock_)));
  EXPECT_EQ(got_, 5);
  stop_at_ = -1;
}

TEST_F(CallerTest, EndsSoonWhenItIsToldToEvenInALongWait) {
  gmail_.faults.order(Asked::kProfile, Trouble::k503, 100);
  GmailAccess access = access_to(gmail_, clock_);
  access.stop = [&] { return clock_.slept() > milliseconds{400}; };
  GmailCaller caller(std::move(access));
  EXPECT_EQ(ask(caller).error().code, Errc::kInterrupted);
  EXPECT_LE(clock_.slept(), milliseconds{1'500});
}

TEST_F(CallerTest, AnAnswerThatNeverComesIsAskedAgain) {
  gmail_.faults.order(Asked::kProfile, Trouble::kHang);
  GmailAccess access = access_to(gmail_, clock_);
  access.timing.answer_timeout = milliseconds{300};
  GmailCaller caller(std::move(access));
  EXPECT_TRUE(ask(caller));
}

TEST_F(CallerTest, AServerThatIsNotThereIsANetworkFault) {
  GmailAccess access = access_to(gmail_, clock_);
  access.endpoints.api_url = "http://127.0.0.1:1";
  GmailCaller caller(std::move(access));
  EXPECT_EQ(ask(caller).error().code, Errc::kNetworkFailed);
}

TEST_F(CallerTest, PlainHttpIsSpokenToThisMachineOnly) {
  GmailAccess access = access_to(gmail_, clock_);
  access.endpoints.api_url = "http://gmail.example.com";
  GmailCaller caller(std::move(access));
  EXPECT_EQ(ask(caller).error().code, Errc::kAddressForbidden);
  EXPECT_EQ(clock_.slept(), milliseconds{0});
}

}  // namespace
}  // namespace connections::source
