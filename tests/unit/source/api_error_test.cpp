// The meaning of what Gmail answers when it does not give what was asked for.
#include "source/gmail/api/api_error.h"

#include <gmock/gmock.h>

#include "support/fake_answers.h"

namespace connections::source {
namespace {

using test::refusal_of;
using test::Trouble;

ApiError meaning(Trouble trouble, std::chrono::seconds skew = {}) {
  const auto refusal = refusal_of(trouble, skew);
  net::Response response{.status = refusal->status, .headers = {}, .body = refusal->body, .url = {}};
  response.headers.push_back({"Date", test::http_date(test::kFakeNow + skew)});
  for (const auto& [name, value] : refusal->headers) response.headers.push_back({name, value});
  return api_error(response);
}

TEST(ApiError, ServerFaultsPass) {
  for (const Trouble trouble : {Trouble::k500, Trouble::k502, Trouble::k503, Trouble::k504})
    EXPECT_EQ(meaning(trouble).fault, Fault::kTransient);
}

TEST(ApiError, ARateLimitIsKnownInAllItsShapes) {
  for (const Trouble trouble : {Trouble::kRate403, Trouble::kUserRate403, Trouble::k429, Trouble::k429Header,
                                Trouble::k429Date, Trouble::k429Hours, Trouble::kGitHub403})
    EXPECT_EQ(meaning(trouble).fault, Fault::kRateLimited) << static_cast<int>(trouble);
}

TEST(ApiError, TheWaitDoesNotDependOnWhoseClockIsWrong) {
  using std::chrono::seconds;
  for (const seconds skew : {seconds{0}, seconds{-86'400}, seconds{90 * 86'400}}) {
    EXPECT_EQ(meaning(Trouble::kUserRate403, skew).wait, seconds{8});
    EXPECT_EQ(meaning(Trouble::k429Date, skew).wait, seconds{10});
    EXPECT_EQ(meaning(Trouble::k429Header, skew).wait, seconds{5});
  }
}

TEST(ApiError, A403IsJudgedByItsReason) {
  EXPECT_EQ(meaning(Trouble::kDaily403).fault, Fault::kFatal);
  EXPECT_EQ(meaning(Trouble::kDaily403).error.code, Errc::kSourceFailed);
  EXPECT_EQ(meaning(Trouble::kScope403).fault, Fault::kFatal);
  EXPECT_EQ(meaning(Trouble::kScope403).error.code, Errc::kInvalidGrant);
  EXPECT_EQ(meaning(Trouble::kPolicy403).fault, Fault::kFatal);
  EXPECT_EQ(meaning(Trouble::kDisabled403).error.code, Errc::kConfigInvalid);
}

TEST(ApiError, ReasonsInTheNewShapeAreFoundToo) {
  const auto of = [](const char* details) {
    return api_error(net::Response{
        .status = 403,
        .headers = {},
        .body = std::string(R"({"error":{"code":403,"message":"","status":"PERMISSION_DENIED","details":[)") + details +
                "]}}",
        .url = {}});
  };
  EXPECT_EQ(of(R"({"reason":"RATE_LIMIT_EXCEEDED"})").fault, Fault::kRateLimited);
  EXPECT_EQ(of(R"({"reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT"})").error.code, Errc::kInvalidGrant);
  EXPECT_EQ(of(R"({"reason":"SERVICE_DISABLED"})").error.code, Errc::kConfigInvalid);
}

TEST(ApiError, WhatIsOneQuestionsOwnEndsThatQuestionOnly) {
  EXPECT_EQ(meaning(Trouble::k400).fault, Fault::kBadRequest);
  EXPECT_EQ(meaning(Trouble::k404).fault, Fault::kNotFound);
  EXPECT_EQ(meaning(Trouble::k404).error.code, Errc::kNotFound);
  EXPECT_EQ(api_error(Error{Errc::kLimitExceeded, "too large", {}, {}}).fault, Fault::kBadRequest);
}

TEST(ApiError, ATokenThatIsNotTakenIsRenewed) { EXPECT_EQ(meaning(Trouble::k401).fault, Fault::kUnauthorized); }

TEST(ApiError, NoAnswerPassesButAForbiddenAddressDoesNot) {
  EXPECT_EQ(api_error(Error{Errc::kNetworkFailed, "no answer", {}, {}}).fault, Fault::kTransient);
  EXPECT_EQ(api_error(Error{Errc::kAddressForbidden, "private", {}, {}}).fault, Fault::kFatal);
}

TEST(ApiError, NonsenseNeverThrowsAndGooglesWordsAreNotRepeated) {
  for (const int status : {300, 400, 401, 403, 404, 418, 429, 500, 599, 999})
    for (const char* body : {"", "{", "null", "[]", R"({"error":7})", R"({"error":{}})", R"({"error":{"errors":{}}})",
                             R"({"error":{"errors":[7,{"reason":3}],"message":"ada@example.com"}})",
                             R"({"error":"invalid","message":"ada@example.com"})"}) {
      const ApiError error = api_error(net::Response{.status = status, .headers = {}, .body = body, .url = {}});
      EXPECT_THAT(to_string(error.error), testing::Not(testing::HasSubstr("ada@")));
    }
  const ApiError odd = api_error(net::Response{.status = 403,
                                               .headers = {},
                                               .body = R"({"error":{"errors":[{"reason":"a b<ada@example.com>\n"}]}})",
                                               .url = {}});
  EXPECT_THAT(odd.error.message, testing::HasSubstr("abadaexamplecom"));
}

}  // namespace
}  // namespace connections::source
