#include "secrets/keyring.h"

#include "secrets/base64url.h"

namespace connections::secrets {
namespace {

using testing::HasSubstr;

constexpr Instant kNow{std::chrono::seconds{1'780'000'000}};
const SecretPlace kPlace{
    {"11111111-1111-1111-1111-111111111111"}, {"22222222-2222-2222-2222-222222222222"}, Purpose::kRefreshToken};

void expect_unreadable(const Keyring& keys, const std::string& sealed, const SecretPlace& place = kPlace) {
  const auto opened = keys.open(sealed, place);
  ASSERT_FALSE(opened) << sealed;
  EXPECT_EQ(opened.error().code, Errc::kSecretUnreadable);
  EXPECT_FALSE(opened.error().hint.empty());
}

TEST(Keyring, OpensWhatItSealed) {
  const Keyring keys({MasterKey::make(kNow)});
  for (const std::string& secret : {std::string(), std::string("1//refresh"), std::string(4096, '\0')}) {
    const std::string sealed = keys.seal(secret, kPlace);
    EXPECT_EQ(keys.open(sealed, kPlace), secret);
    EXPECT_EQ(key_id_of(sealed), keys.newest().id());
  }
}

TEST(Keyring, NeverSealsTheSameTwiceAndHidesTheSecret) {
  const Keyring keys({MasterKey::make(kNow)});
  const std::string once = keys.seal("1//refresh", kPlace);
  EXPECT_NE(once, keys.seal("1//refresh", kPlace));
  EXPECT_THAT(once, testing::Not(HasSubstr("refresh")));
}

TEST(Keyring, RefusesEveryChangedByte) {
  const Keyring keys({MasterKey::make(kNow)});
  const std::string sealed = keys.seal("1//refresh", kPlace);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    expect_unreadable(keys, changed);
  }
  for (std::size_t length = 0; length < sealed.size(); ++length) expect_unreadable(keys, sealed.substr(0, length));
  expect_unreadable(keys, sealed + "A");
}

TEST(Keyring, RefusesARowThatWasMoved) {
  const Keyring keys({MasterKey::make(kNow)});
  const std::string sealed = keys.seal("1//refresh", kPlace);
  SecretPlace other = kPlace;
  other.workspace.value[0] = '3';
  expect_unreadable(keys, sealed, other);
  other = kPlace;
  other.connection.value[0] = '3';
  expect_unreadable(keys, sealed, other);
  other = kPlace;
  other.purpose = Purpose::kAccessToken;
  expect_unreadable(keys, sealed, other);
  std::swap(other.workspace.value, other.connection.value);
  other.purpose = Purpose::kRefreshToken;
  expect_unreadable(keys, sealed, other);
}

TEST(Keyring, OldKeysOpenAndTheNewestSeals) {
  const MasterKey old = MasterKey::make(kNow);
  const std::string before = Keyring({old}).seal("1//refresh", kPlace);
  const Keyring both({old, MasterKey::make(kNow)});
  EXPECT_EQ(both.open(before, kPlace), "1//refresh");
  EXPECT_EQ(key_id_of(both.seal("x", kPlace)), both.keys()[1].id());
}

TEST(Keyring, NamesTheKeyThatIsMissing) {
  const Keyring one({MasterKey::make(kNow)});
  const Keyring other({MasterKey::make(kNow)});
  const auto opened = other.open(one.seal("1//refresh", kPlace), kPlace);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::kSecretUnreadable);
  EXPECT_THAT(opened.error().message, HasSubstr(one.newest().id()));
}

TEST(Keyring, AKeyWithAnotherSecretUnderTheSameIdOpensNothing) {
  const Keyring one({MasterKey("k1", kNow, std::string(32, 'a'))});
  const Keyring other({MasterKey("k1", kNow, std::string(32, 'b'))});
  expect_unreadable(other, one.seal("1//refresh", kPlace));
}

}  // namespace
}  // namespace connections::secrets
