#include "store/cluster/private_cluster.h"

#include <csignal>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include "store/cluster/postmaster.h"
#include "unit/store/fixture.h"

namespace connections::store {
namespace {

constexpr ClusterOptions kFast{.fsync = false};

/// A folder whose cluster is removed with it.
class PrivateClusterTest : public testing::Test {
 protected:
  PrivateClusterTest() { test::let_others_pass(folder_); }
  ~PrivateClusterTest() override {
    for (auto& cluster : started_) static_cast<void>(cluster.destroy());
  }

  PrivateCluster start(const std::filesystem::path& below = {}) {
    started_.push_back(must(PrivateCluster::start(folder_.path() / below, kFast)));
    return started_.back();
  }

  static bool answers(const PrivateCluster& cluster) { return Database::open(cluster.url(), 1).has_value(); }

  test::TempFolder folder_;

 private:
  std::vector<PrivateCluster> started_;
};

TEST_F(PrivateClusterTest, StartsStopsAndStartsAgainWithItsData) {
  PrivateCluster cluster = start();
  EXPECT_TRUE(answers(cluster));
  EXPECT_EQ(cluster.notice(), "");
  {
    Database db = must(Database::open(cluster.url(), 1));
    must(db.as_owner([](Transaction& t) { return run_script(t, "CREATE TABLE kept (x int)"); }));
  }
  must(cluster.stop());
  EXPECT_FALSE(answers(cluster));
  EXPECT_FALSE(running_postmaster(cluster.files().data));
  must(cluster.stop());  // no error the second time

  const PrivateCluster again = start();
  Database db = must(Database::open(again.url(), 1));
  EXPECT_EQ(must(db.as_owner([](Transaction& t) { return query(t, "SELECT 1 FROM kept"); })).size(), 0U);
}

TEST_F(PrivateClusterTest, FindsTheServerThatRunsAlready) {
  const PrivateCluster cluster = start();
  const auto pid = running_postmaster(cluster.files().data);
  EXPECT_TRUE(pid);
  const PrivateCluster same = start();
  EXPECT_EQ(running_postmaster(same.files().data), pid);
}

TEST_F(PrivateClusterTest, SeveralStartsAtOnceGiveOneServer) {
  std::array<std::optional<PrivateCluster>, 3> clusters;
  {
    std::vector<std::jthread> threads;
    for (auto& cluster : clusters)
      threads.emplace_back([&] { cluster = must(PrivateCluster::start(folder_.path(), kFast)); });
  }
  for (const auto& cluster : clusters) EXPECT_TRUE(answers(*cluster));
  must(clusters[0]->destroy());
}

TEST_F(PrivateClusterTest, RecoversFromAKilledServer) {
  const PrivateCluster cluster = start();
  const auto pid = running_postmaster(cluster.files().data);
  ASSERT_TRUE(pid);
  kill(*pid, SIGKILL);
  while (running_postmaster(cluster.files().data)) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_TRUE(std::filesystem::exists(cluster.files().data / "postmaster.pid"));
  EXPECT_TRUE(answers(start()));
}

TEST_F(PrivateClusterTest, ALockThatNamesAnotherLiveProcessIsStale) {
  PrivateCluster cluster = start();
  must(cluster.stop());
  test::write_file(cluster.files().data / "postmaster.pid", std::to_string(getpid()) + "\n/somewhere\n");
  EXPECT_FALSE(running_postmaster(cluster.files().data));
  EXPECT_TRUE(answers(start()));
}

TEST_F(PrivateClusterTest, AFolderTooDeepForASocketGetsAShortOneAndRemembersIt) {
  const std::filesystem::path deep = std::string(120, 'd');
  PrivateCluster cluster = start(deep);
  EXPECT_TRUE(answers(cluster));
  const auto socket = cluster.files().socket;
  EXPECT_LT(socket.native().size(), 60U);
  must(cluster.stop());
  EXPECT_EQ(start(deep).files().socket, socket);
}

TEST_F(PrivateClusterTest, AFolderWithQuotesAndSpacesWorks) {
  EXPECT_TRUE(answers(start("it's a \"dollar$(touch x)\" folder")));
}

TEST_F(PrivateClusterTest, ASocketThatACleanerTookIsMadeAgain) {
  const PrivateCluster cluster = start();
  std::filesystem::remove(cluster.files().socket / kSocketFile);
  EXPECT_FALSE(answers(cluster));
  EXPECT_TRUE(answers(start()));
}

TEST_F(PrivateClusterTest, OthersMayNotEnter) {
  const PrivateCluster cluster = start();
  for (const auto& folder : {cluster.files().folder, cluster.files().socket}) {
    struct stat status {};
    ASSERT_EQ(stat(folder.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0700U) << folder;
    EXPECT_TRUE(geteuid() != 0 || status.st_uid != 0) << folder;
  }
}

TEST_F(PrivateClusterTest, AsRootAFolderThatTheServerCannotReachSendsItElsewhereAndSaysSo) {
  if (geteuid() != 0) GTEST_SKIP() << "only root changes user";
  const auto closed = folder_.path() / "closed";
  std::filesystem::create_directory(closed);
  std::filesystem::permissions(closed, std::filesystem::perms::owner_all);
  const PrivateCluster cluster = start("closed");
  EXPECT_THAT(cluster.notice(), testing::HasSubstr("/var/lib/connections/cluster-"));
  EXPECT_TRUE(answers(cluster));
  EXPECT_EQ(start("closed").files().folder, cluster.files().folder);
}

}  // namespace
}  // namespace connections::store
