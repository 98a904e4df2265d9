#include "secrets/key_file.h"

#include <thread>

#include <sys/stat.h>

#include "secrets/vault.h"
#include "support/files.h"

namespace connections::secrets {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr Instant kNow{std::chrono::seconds{1'780'000'000}};
const SecretPlace kPlace{{"w"}, {"c"}, Purpose::kRefreshToken};

class KeyFile : public testing::Test {
 protected:
  test::TempFolder folder;
  fs::path file = folder.path() / "data" / "keys" / "master.keys";

  [[nodiscard]] int mode(const fs::path& path) const {
    struct stat seen {};
    EXPECT_EQ(stat(path.c_str(), &seen), 0);
    return static_cast<int>(seen.st_mode & 07777);
  }
};

TEST_F(KeyFile, IsMadeOnceForItsOwnerAlone) {
  EXPECT_EQ(read_key_file(file).error().code, Errc::kNotFound);
  const auto made = ensure_key_file(file, kNow);
  ASSERT_TRUE(made) << to_string(made.error());
  EXPECT_EQ(mode(file), 0600);
  EXPECT_EQ(mode(file.parent_path()), 0700);
  const auto again = ensure_key_file(file, kNow);
  ASSERT_TRUE(again);
  ASSERT_EQ(again->keys().size(), 1U);
  EXPECT_EQ(again->newest().id(), made->newest().id());
  EXPECT_EQ(again->newest().born(), kNow);
}

TEST_F(KeyFile, KeepsEveryKeyWhenOneIsAdded) {
  const auto first = ensure_key_file(file, kNow);
  const std::string sealed = first->seal("1//refresh", kPlace);
  ASSERT_TRUE(add_master_key(file, kNow));
  const auto read = read_key_file(file);
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read->keys().size(), 2U);
  EXPECT_EQ(read->open(sealed, kPlace), "1//refresh");
  EXPECT_EQ(mode(file), 0600);
  EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), {}), 1) << "nothing else is left there";
}

TEST_F(KeyFile, IsRefusedIfOthersMayReadIt) {
  ASSERT_TRUE(ensure_key_file(file, kNow));
  for (const mode_t loose : {0640, 0604, 0620, 0666}) {
    ASSERT_EQ(chmod(file.c_str(), loose), 0);
    const auto read = read_key_file(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Errc::kSecretUnreadable);
    EXPECT_THAT(read.error().hint, HasSubstr("chmod 600"));
    EXPECT_FALSE(ensure_key_file(file, kNow));
    EXPECT_FALSE(add_master_key(file, kNow));
  }
  ASSERT_EQ(chmod(file.c_str(), 0400), 0);
  EXPECT_TRUE(read_key_file(file));
}

TEST_F(KeyFile, ADamagedOneIsNamedByLineAndNeverReplaced) {
  ASSERT_TRUE(ensure_key_file(file, kNow));
  const std::string whole = test::read_file(file);
  for (const std::string& bad : {whole + "k2 2026-01-01T00:00:00Z short\n", whole + "k2\n",
                                 whole.substr(0, whole.size() - 3) + "\n", std::string("# only a comment\n")}) {
    test::write_file(file, bad);
    const auto read = ensure_key_file(file, kNow);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().code, Errc::kSecretUnreadable);
    EXPECT_THAT(read.error().where, HasSubstr("master.keys"));
    EXPECT_EQ(test::read_file(file), bad);
  }
}

TEST_F(KeyFile, ManyWhoAddAtOnceLoseNoKey) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { EXPECT_TRUE(add_master_key(file, kNow)); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(read_key_file(file)->keys().size(), 8U);
}

TEST_F(KeyFile, ManyWhoMakeTheFirstAgreeOnOne) {
  std::vector<std::thread> threads;
  std::vector<std::string> sealed(8);
  for (auto& text : sealed)
    threads.emplace_back([&] { text = Vault(file).seal("1//refresh", kPlace, kNow).value_or(""); });
  for (auto& thread : threads) thread.join();
  Vault vault(file);
  for (const auto& text : sealed) EXPECT_EQ(vault.open(text, kPlace), "1//refresh");
  EXPECT_EQ(vault.keys()->keys().size(), 1U);
}

TEST_F(KeyFile, AVaultFindsTheKeyThatAnotherProcessHasAdded) {
  Vault server(file);
  Vault command(file);
  const auto before = server.seal("1//refresh", kPlace, kNow);
  ASSERT_TRUE(before);
  ASSERT_TRUE(command.rotate(kNow));
  const auto after = command.seal("1//refresh", kPlace, kNow);
  ASSERT_TRUE(after);
  EXPECT_NE(key_id_of(*before), key_id_of(*after));
  EXPECT_EQ(server.open(*after, kPlace), "1//refresh");
  EXPECT_EQ(server.open(*before, kPlace), "1//refresh");
}

TEST_F(KeyFile, AVaultWithoutItsFileSaysWhatToDo) {
  const auto sealed = Vault(file).seal("1//refresh", kPlace, kNow);
  fs::remove(file);
  const auto opened = Vault(file).open(*sealed, kPlace);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::kSecretUnreadable);
  EXPECT_EQ(opened.error().where, file.string());
  EXPECT_THAT(opened.error().hint, HasSubstr("CONNECTIONS_MASTER_KEY_FILE"));
  EXPECT_FALSE(fs::exists(file)) << "opening never makes a key";
}

}  // namespace
}  // namespace connections::secrets
