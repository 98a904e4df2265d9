#include "server/reload/file_watch.h"

#include <gtest/gtest.h>

#include "support/files.h"

namespace connections::server {
namespace {

namespace fs = std::filesystem;

struct Watch : testing::Test {
  test::TempFolder folder;
  fs::path file = folder.path() / "a.yaml";
  void SetUp() override { test::write_file(file, "one"); }
};

TEST_F(Watch, TellsAChangeOnceAndOnlyWhenItHasSettled) {
  FileWatch watch({folder.path()});
  EXPECT_FALSE(watch.poll());
  test::write_file(file, "half of a lon");
  EXPECT_FALSE(watch.poll());
  test::write_file(file, "half of a long file, and the other half");
  EXPECT_FALSE(watch.poll()) << "it is still being written";
  EXPECT_TRUE(watch.poll());
  EXPECT_FALSE(watch.poll());
}

TEST_F(Watch, SeesAFileOfTheSameSizeAndTimeRenamedOverTheOld) {
  FileWatch watch({folder.path()});
  test::write_file(folder.path() / "a.yaml.new", "two");
  fs::last_write_time(folder.path() / "a.yaml.new", fs::last_write_time(file));
  fs::rename(folder.path() / "a.yaml.new", file);
  EXPECT_FALSE(watch.poll());
  EXPECT_TRUE(watch.poll());
}

TEST_F(Watch, SeesFilesComeAndGoAndIgnoresWhatEditorsLeaveBeside) {
  FileWatch watch({folder.path()});
  test::write_file(folder.path() / ".a.yaml.swp", "x");
  EXPECT_FALSE(watch.poll());
  EXPECT_FALSE(watch.poll());
  fs::create_directory(folder.path() / "new");
  test::write_file(folder.path() / "new" / "b.yaml", "x");
  EXPECT_FALSE(watch.poll());
  EXPECT_TRUE(watch.poll());
  fs::remove(file);
  EXPECT_FALSE(watch.poll());
  EXPECT_TRUE(watch.poll());
}

TEST_F(Watch, WatchesASingleFileThatIsNotThereYet) {
  FileWatch watch({folder.path() / "parser.so"});
  test::write_file(folder.path() / "parser.so", "x");
  EXPECT_FALSE(watch.poll());
  EXPECT_TRUE(watch.poll());
}

}  // namespace
}  // namespace connections::server
