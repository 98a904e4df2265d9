// What the Gmail source is made of, piece by piece, without a server.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "source/gmail/api/backoff.h"
#include "source/gmail/api/history_id.h"
#include "source/gmail/api/pacer.h"
#include "source/gmail/api/requested_wait.h"
#include "source/gmail/label/message.h"

namespace connections::source {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(HistoryId, IsComparedAsANumberOfAnyLength) {
  EXPECT_TRUE(is_newer("10", "9"));
  EXPECT_FALSE(is_newer("9", "10"));
  EXPECT_FALSE(is_newer("9", "9"));
  EXPECT_TRUE(is_newer("1", ""));
  EXPECT_TRUE(is_newer("179538341456506433040", "179538341456506433039"));
  EXPECT_TRUE(is_newer("179538341456506433039", "18446744073709551615"));
}

TEST(HistoryId, IsTakenFromTextAndFromANumberButFromNothingElse) {
  EXPECT_EQ(history_id_of(json("179538341456506433039")), "179538341456506433039");
  EXPECT_EQ(history_id_of(json::parse("18446744073709551615")), "18446744073709551615");
  EXPECT_EQ(history_id_of(json("007")), "7");
  EXPECT_EQ(history_id_of(json("0")), "0");
  for (const char* text : {R"("")", R"("-1")", R"("1e9")", R"("12a")", "1.5", "-3", "null", "{}", "true",
                           "179538341456506433039", R"("11111111111111111111111111111111111111111")"})
    EXPECT_EQ(history_id_of(json::parse(text)), std::nullopt) << text;
}

TEST(Backoff, WaitsASecondAtLeastAndGrowsWithJitter) {
  Backoff backoff(7);
  for (int tries = 1; tries <= 10; ++tries) {
    milliseconds least = kMaxWait, most{0};
    for (int i = 0; i < 300; ++i) {
      const auto wait = backoff.after(tries);
      least = std::min(least, wait);
      most = std::max(most, wait);
    }
    const auto reach = std::min(kFirstWait * (1 << (tries - 1)), kMaxWait);
    EXPECT_GE(least, kFirstWait);
    EXPECT_LE(most, kFirstWait + reach);
    EXPECT_LT(least, kFirstWait + reach / 10) << "no jitter";
    EXPECT_GT(most, kFirstWait + reach * 9 / 10) << "no growth";
  }
}

TEST(Backoff, IsTheSameForTheSameSeed) {
  Backoff one(3), same(3);
  for (int i = 1; i < 20; ++i) EXPECT_EQ(one.after(i), same.after(i));
}

/// Spends as fast as the pacer lets for some minutes; gives the moments in seconds.
std::vector<double> moments(std::size_t units_per_minute, std::size_t units, int count) {
  const Pacer::Time begin{};
  Pacer::Time now = begin;
  Pacer pacer(units_per_minute, now);
  std::vector<double> all;
  for (int i = 0; i < count; ++i) {
    for (Pacer::Time ready = pacer.take(units, now); ready > now; ready = pacer.take(units, now)) now = ready;
    all.push_back(std::chrono::duration<double>(now - begin).count());
  }
  return all;
}

TEST(Pacer, NoMinuteSpendsMoreThanIsAllowedAndHardlyLess) {
  const auto at = moments(6'000, 20, 1'500);
  for (std::size_t first = 0; first + 301 < at.size(); ++first) ASSERT_GE(at[first + 300] - at[first], 60.0 - 1e-6);
  EXPECT_GT(1'500 / at.back(), 0.97 * 300 / 60);
}

TEST(Pacer, ACallThatCostsMoreThanASecondsWorthWaitsForAFullBucket) {
  const auto at = moments(600, 100, 3);
  EXPECT_NEAR(at[1] - at[0], 10.0, 0.5);
}

TEST(Pacer, AClockReadEarlierGainsNothing) {
  Pacer pacer(60, {});
  ASSERT_LE(pacer.take(1, Pacer::Time(seconds{10})), Pacer::Time(seconds{10}));
  EXPECT_GT(pacer.take(1, Pacer::Time(seconds{9})), Pacer::Time(seconds{9}));
  EXPECT_GT(pacer.take(1, Pacer::Time(seconds{10})), Pacer::Time(seconds{10}));
}

TEST(Pacer, NothingIsSpentWhileItIsHeld) {
  Pacer pacer(6'000, {});
  pacer.hold_until(Pacer::Time(seconds{30}));
  pacer.hold_until(Pacer::Time(seconds{20}));
  EXPECT_EQ(pacer.take(1, {}), Pacer::Time(seconds{30}));
  EXPECT_EQ(pacer.take(1, Pacer::Time(seconds{40})), Pacer::Time(seconds{40}));
}

net::Response answer(std::vector<net::Header> headers) {
  net::Response response;
  response.headers = std::move(headers);
  return response;
}

constexpr const char* kDate = "Tue, 24 Nov 2026 08:00:00 GMT";

TEST(AskedWait, ReadsSeconds) {
  EXPECT_EQ(requested_wait(answer({{"Retry-After", "12"}}), ""), seconds{12});
  EXPECT_EQ(requested_wait(answer({{"retry-after", "0"}}), ""), seconds{0});
  EXPECT_EQ(requested_wait(answer({{"Retry-After", "-4"}}), ""), std::nullopt);
  EXPECT_EQ(requested_wait(answer({{"Retry-After", "soon"}}), ""), std::nullopt);
  EXPECT_EQ(requested_wait(answer({}), ""), std::nullopt);
}

TEST(AskedWait, MeasuresTimesFromTheAnswersOwnClock) {
  const auto dated = answer({{"Date", kDate}, {"Retry-After", "Tue, 24 Nov 2026 08:01:00 GMT"}});
  EXPECT_EQ(requested_wait(dated, ""), seconds{61});
  const char* words = "User-rate limit exceeded.  Retry after 2026-11-24T08:00:46.648Z";
  EXPECT_EQ(requested_wait(answer({{"Date", kDate}}), words), seconds{47});
  EXPECT_EQ(requested_wait(answer({{"Date", kDate}}), "Limit. Retry after 2026-11-24T09:00:10+01:00 (Mail sending)"),
            seconds{11});
  EXPECT_EQ(requested_wait(answer({}), words), std::nullopt);
  EXPECT_EQ(requested_wait(answer({{"Date", kDate}}), "Retry after a while"), std::nullopt);
}

TEST(AskedWait, APastTimeIsNowAndAFarOneIsBounded) {
  EXPECT_EQ(requested_wait(answer({{"Date", kDate}}), "Retry after 2026-11-24T07:00:00Z"), seconds{0});
  EXPECT_EQ(requested_wait(answer({{"Date", kDate}}), "Retry after 2126-11-24T07:00:00Z"), std::chrono::days{7});
}

TEST(Message, IsReadWholeOrNotAtAll) {
  const auto mail = read_message(R"({"id":"m1","threadId":"t1","internalDate":"1780000000999","raw":"QUJD"})", "m1");
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->bytes, "ABC");
  EXPECT_EQ(mail->thread_id, "t1");
  EXPECT_EQ(mail->received, Instant(seconds{1'780'000'000}));
  for (const char* body :
       {R"({"id":"m2","raw":"QUJD"})", R"({"id":"m1"})", R"({"id":"m1","raw":""})", R"({"id":"m1","raw":"QU!D"})",
        R"({"id":"m1","raw":"QUJ)", R"([1])", "", R"({"id":"m1","raw":7})"})
    EXPECT_FALSE(read_message(body, "m1")) << body;
}

TEST(Message, TheRawTextMayBeEscapedSpacedOrNamedInAnotherString) {
  for (const char* body : {R"({"id":"m1","raw" :\n "QQ=="})", R"({"raw":"QQ\u003d\u003d","id":"m1"})",
                           R"({"id":"m1","snippet":"\"raw\":\"QUJD\"","raw":"QQ"})"}) {
    std::string text = body;
    if (const auto at = text.find("\\n"); at != std::string::npos) text.replace(at, 2, "\n");
    const auto mail = read_message(std::move(text), "m1");
    ASSERT_TRUE(mail) << body;
    EXPECT_EQ(mail->bytes, "A");
  }
  EXPECT_FALSE(read_message(R"({"id":"m1","other":{"raw":"QQ"}})", "m1"));
}

TEST(Message, ADateThatIsNoneIsLeftOut) {
  for (const char* date : {R"("soon")", R"("-99999999999999999")", R"("99999999999999999")", "[]"}) {
    const auto mail = read_message(std::string(R"({"id":"m1","raw":"QUJD","internalDate":)") + date + "}", "m1");
    ASSERT_TRUE(mail) << date;
    EXPECT_FALSE(mail->received) << date;
  }
}

TEST(Message, AnIdIsShortAndPrintable) {
  EXPECT_TRUE(is_message_id(json("19b8000000001000")));
  for (const json& value : {json(""), json("a b"), json("a\n"), json(7), json(), json(std::string(201, 'a'))})
    EXPECT_FALSE(is_message_id(value));
}

TEST(Message, AnIdCannotLeaveItsPlaceInThePath) {
  EXPECT_THAT(raw_message_path("../../x?y"), testing::HasSubstr("/messages/..%2F..%2Fx%3Fy?format=raw"));
}

}  // namespace
}  // namespace connections::source
