#include "secrets/file_io.h"

#include <sys/stat.h>

#include "secrets/api_key.h"
#include "support/files.h"

namespace connections::secrets {
namespace {

class PrivateFile : public testing::Test {
 protected:
  test::TempFolder folder;
  std::filesystem::path file = folder.path() / "secret";
};

TEST_F(PrivateFile, HoldsWhatWasWritten) {
  for (const std::string& content :
       {std::string("key"), std::string(), std::string("\0\n", 2), std::string(64 << 10, 'x')}) {
    ASSERT_TRUE(replace_private_file(file, content));
    EXPECT_EQ(read_private_file(file), content);
  }
}

TEST_F(PrivateFile, IsReplacedForItsOwnerAlone) {
  test::write_file(file, "old");
  ASSERT_EQ(chmod(file.c_str(), 0666), 0);
  ASSERT_TRUE(replace_private_file(file, "new"));
  struct stat seen {};
  ASSERT_EQ(stat(file.c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 07777U, 0600U);
  EXPECT_FALSE(std::filesystem::exists(file.string() + ".new"));
}

TEST_F(PrivateFile, IsNotReadIfOthersMayTouchIt) {
  ASSERT_TRUE(replace_private_file(file, "key"));
  for (const mode_t mode : {0604, 0640, 0620, 0610, 0601}) {
    ASSERT_EQ(chmod(file.c_str(), mode), 0);
    const auto read = read_private_file(file);
    ASSERT_FALSE(read) << std::oct << mode;
    EXPECT_EQ(read.error().code, Errc::kSecretUnreadable);
  }
}

TEST_F(PrivateFile, SaysWhyItCannotBeRead) {
  EXPECT_EQ(read_private_file(file).error().code, Errc::kNotFound);
  std::filesystem::create_directory(file);
  ASSERT_EQ(chmod(file.c_str(), 0700), 0);
  EXPECT_EQ(read_private_file(file).error().code, Errc::kSecretUnreadable);
  const auto large = folder.path() / "large";
  ASSERT_TRUE(replace_private_file(large, std::string((64 << 10) + 1, 'x')));
  EXPECT_EQ(read_private_file(large).error().code, Errc::kLimitExceeded);
}

TEST_F(PrivateFile, IsNotWrittenThroughALink) {
  const auto victim = folder.path() / "victim";
  test::write_file(victim, "untouched");
  std::filesystem::create_symlink(victim, file.string() + ".new");
  EXPECT_FALSE(replace_private_file(file, "key"));
  EXPECT_EQ(test::read_file(victim), "untouched");
}

TEST(ApiKey, IsRandomAndStoredAsADigest) {
  const std::string key = new_api_key();
  EXPECT_TRUE(key.starts_with("ck_"));
  EXPECT_EQ(key.size(), 46U);
  EXPECT_NE(key, new_api_key());
  EXPECT_EQ(api_key_hash("ck_example"), api_key_hash("ck_example"));
  EXPECT_NE(api_key_hash("ck_example"), api_key_hash("ck_Example"));
  EXPECT_EQ(api_key_hash(key).size(), 64U);
}

}  // namespace
}  // namespace connections::secrets
