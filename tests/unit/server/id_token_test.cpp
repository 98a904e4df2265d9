#include "server/push/id_token.h"

#include <gmock/gmock.h>

#include <cjose/base64.h>

#include "unit/server/signed_token.h"

namespace connections::server {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const Instant kNow = *parse_rfc3339("2026-05-20T09:00:00Z");
const IdTokenPolicy kPolicy{.audience = "https://host.example/gmail/push",
                            .service_account = "push@project.iam.gserviceaccount.com"};

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

json claims() {
  return {{"iss", "https://accounts.google.com"},
          {"aud", kPolicy.audience},
          {"email", kPolicy.service_account},
          {"email_verified", true},
          {"iat", seconds(kNow)},
          {"exp", seconds(kNow) + 3600},
          {"sub", "113774264463038321964"},
          {"azp", "113774264463038321964"}};
}

json with(const char* key, const json& value) {
  json changed = claims();
  changed[key] = value;
  return changed;
}

Result<std::string> find_key(const std::string& id) {
  if (id == google_key().id()) return google_key().public_json();
  return fail(Errc::kNotFound, "no such key");
}

Result<void> check(const std::string& token) { return check_id_token(token, kPolicy, find_key, kNow); }
Result<void> check(const json& changed) { return check(google_key().sign(changed)); }

std::string base64url(const std::string& text) {
  char* out = nullptr;
  std::size_t size = 0;
  cjose_base64url_encode(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), &out, &size, nullptr);
  const std::string copy(out, size);
  std::free(out);
  return copy;
}

TEST(IdToken, OfTheServiceAccountForUsIsBelieved) {
  const auto done = check(claims());
  EXPECT_TRUE(done) << to_string(done.error());
  EXPECT_TRUE(check(with("iss", "accounts.google.com")));
}

TEST(IdToken, OfOrForSomebodyElseIsForbidden) {
  for (const json& wrong :
       {with("iss", "https://evil.example"), with("iss", json()), with("aud", "https://other.example/gmail/push"),
        with("aud", json::array({kPolicy.audience})), with("email", "other@project.iam.gserviceaccount.com"),
        with("email", json()), with("email_verified", false), with("email_verified", "true"),
        with("email_verified", json())}) {
    const auto done = check(wrong);
    ASSERT_FALSE(done) << wrong.dump();
    EXPECT_EQ(done.error().code, Errc::kForbidden) << wrong.dump();
  }
}

TEST(IdToken, AnEmptyPolicyBelievesNobody) {
  EXPECT_FALSE(check_id_token(google_key().sign(with("aud", "")), {"", kPolicy.service_account}, find_key, kNow));
  EXPECT_FALSE(check_id_token(google_key().sign(with("email", "")), {kPolicy.audience, ""}, find_key, kNow));
}

TEST(IdToken, HasItsTimeGiveOrTakeAMinute) {
  EXPECT_TRUE(check(with("exp", seconds(kNow) - 59)));
  EXPECT_FALSE(check(with("exp", seconds(kNow) - 60)));
  EXPECT_TRUE(check(with("iat", seconds(kNow) + 60)));
  EXPECT_FALSE(check(with("iat", seconds(kNow) + 61)));
  for (const char* key : {"exp", "iat"})
    for (const json& wrong : {json(), json("1"), json(-1), json(1e300)}) {
      const auto done = check(with(key, wrong));
      ASSERT_FALSE(done) << key << wrong;
      EXPECT_EQ(done.error().code, Errc::kInvalidArgument);
    }
}

TEST(IdToken, MustBeSignedByTheKeyItNames) {
  const SigningKey impostor("k1");
  EXPECT_THAT(check(impostor.sign(claims())).error().message, HasSubstr("invalid signature"));
  const SigningKey unknown("k2");
  EXPECT_THAT(check(unknown.sign(claims())).error().message, HasSubstr("unknown key"));
  std::string token = google_key().sign(claims());
  const auto payload = token.find('.') + 1;
  const std::string forged = base64url(with("email", "other@example.com").dump());
  token.replace(payload, token.rfind('.') - payload, forged);
  EXPECT_FALSE(check(token));
}

/// The classical ways around a signature.
TEST(IdToken, ChoosesItsAlgorithmItself) {
  EXPECT_THAT(check(google_key().sign(claims(), "RS512")).error().message, HasSubstr("not signed with RS256"));
  const std::string unsigned_token = base64url(R"({"alg":"none","kid":"k1"})") + "." + base64url(claims().dump()) + ".";
  EXPECT_FALSE(check(unsigned_token));
  const std::string secret = google_key().public_json();  // the public key as a shared secret
  const JwkPtr shared(
      cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(secret.data()), secret.size(), nullptr));
  const std::string hs256 = SigningKey::sign_with(shared.get(), "k1", claims().dump(), "HS256");
  ASSERT_FALSE(hs256.empty());
  EXPECT_THAT(check(hs256).error().message, HasSubstr("not signed with RS256"));
}

TEST(IdToken, AShortKeyIsNoKey) {
  const SigningKey weak("k1", 1024);
  const auto done = check_id_token(
      weak.sign(claims()), kPolicy, [&](const std::string&) -> Result<std::string> { return weak.public_json(); },
      kNow);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("at least 2048 bits"));
}

TEST(IdToken, RubbishIsRefusedAndNotRepeated) {
  for (const std::string& rubbish :
       {std::string(), std::string("a.b.c"), std::string("...."), std::string("eyJhbGciOiJSUzI1NiJ9.A.A"),
        std::string("e30.e30"), std::string("e30.e30.e30=A"), std::string(9000, 'x'), std::string("\0\xff", 2),
        google_key().sign(json::array({1})), google_key().sign(claims()) + "x"}) {
    const auto done = check(rubbish);
    ASSERT_FALSE(done) << rubbish;
    EXPECT_EQ(done.error().code, Errc::kInvalidArgument);
    if (!rubbish.empty()) {
      EXPECT_THAT(done.error().message, testing::Not(HasSubstr(rubbish)));
    }
  }
}

TEST(IdToken, WhenTheKeysCannotBeHadItIsNotTheTokensFault) {
  const auto done = check_id_token(
      google_key().sign(claims()), kPolicy,
      [](const std::string&) -> Result<std::string> { return fail(Errc::kNetworkFailed, "away"); }, kNow);
  EXPECT_EQ(done.error().code, Errc::kNetworkFailed);
}

}  // namespace
}  // namespace connections::server
