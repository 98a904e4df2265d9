#include "secrets/base64url.h"

#include <set>

#include "secrets/memory.h"
#include "secrets/random.h"

namespace connections::secrets {
namespace {

TEST(Base64Url, AgreesWithThePublishedVectors) {  // RFC 4648, section 10, without padding
  EXPECT_EQ(to_base64url(""), "");
  EXPECT_EQ(to_base64url("f"), "Zg");
  EXPECT_EQ(to_base64url("foobar"), "Zm9vYmFy");
  EXPECT_EQ(to_base64url("\xFB\xFF"), "-_8");
  EXPECT_EQ(from_base64url("-_8"), "\xFB\xFF");
}

TEST(Base64Url, DecodesPaddedAndUnpadded) {
  EXPECT_EQ(from_base64url(""), "");
  EXPECT_EQ(from_base64url("QQ=="), "A");
  EXPECT_EQ(from_base64url("QUI="), "AB");
  EXPECT_EQ(from_base64url("-_-_AA"), std::string("\xFB\xFF\xBF\x00", 4));
}

TEST(Base64Url, RefusesWhatIsDamaged) {
  for (const char* text : {"Q", "QUJDR", "QR", "QUJ", "Q===", "QQ=", "QQ==QQ==", "QUI=A", "Q Q", "QQ\n", "+/+/",
                           "QUJ\xC3", "Z g", "+/8", "Zm9v\n", "Zh"})
    EXPECT_FALSE(from_base64url(text)) << text;
}

TEST(Base64Url, GivesBackAnyLength) {
  for (std::size_t length = 0; length < 70; ++length) {
    const std::string bytes = random_bytes(length);
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
  }
}

TEST(OneTimeToken, IsLongUrlSafeAndNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(one_time_token());
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_EQ(seen.begin()->size(), 43U);
  EXPECT_EQ(seen.begin()->find_first_of("+/=&?% "), std::string::npos);
}

TEST(Memory, ComparesWholeTextsOnly) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("state", "state"));
  for (const char* other : {"", "stat", "state2", "stats", "State"})
    EXPECT_FALSE(equal_in_constant_time("state", other));
}

TEST(Memory, WipedTextHoldsNothing) {
  std::string secret = "a refresh token that is longer than the small buffer";
  const char* const bytes = secret.data();
  wipe(secret);
  EXPECT_TRUE(secret.empty());
  EXPECT_EQ(bytes, secret.data());
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(bytes[i], '\0');
}

}  // namespace
}  // namespace connections::secrets
