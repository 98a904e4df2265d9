#include <unistd.h>

#include "store/cluster/child_process.h"
#include "store/cluster/file_lock.h"
#include "store/cluster/postgres_programs.h"
#include "store/cluster/server_user.h"
#include "unit/store/fixture.h"

namespace connections::store {
namespace {

void pretend_installed(const std::filesystem::path& root, const char* version) {
  test::write_file(root / version / "bin" / "initdb", "");
  test::write_file(root / version / "bin" / "pg_ctl", "");
}

TEST(PostgresPrograms, TakesTheHighestVersionAsANumber) {
  const test::TempFolder folder;
  for (const char* version : {"9", "15", "17"}) pretend_installed(folder.path(), version);
  test::write_file(folder.path() / "18" / "bin" / "psql", "");  // a client only
  EXPECT_EQ(postgres_programs(folder.path() / "none", folder.path()), folder.path() / "17" / "bin");
}

TEST(PostgresPrograms, AClusterKeepsTheVersionThatMadeIt) {
  const test::TempFolder folder;
  for (const char* version : {"15", "17"}) pretend_installed(folder.path(), version);
  test::write_file(folder.path() / "data" / "PG_VERSION", "15\n");
  EXPECT_EQ(postgres_programs(folder.path() / "data", folder.path()), folder.path() / "15" / "bin");
  test::write_file(folder.path() / "data" / "PG_VERSION", "13\n");
  const auto missing = postgres_programs(folder.path() / "data", folder.path());
  ASSERT_EQ(code_of(missing), Errc::kNotFound);
  EXPECT_THAT(missing.error().hint, testing::HasSubstr("postgresql-13"));
}

TEST(PostgresPrograms, SaysWhatToInstall) {
  const test::TempFolder folder;
  const auto missing = postgres_programs(folder.path(), folder.path());
  ASSERT_EQ(code_of(missing), Errc::kNotFound);
  EXPECT_THAT(missing.error().hint, testing::HasSubstr("apt-get install postgresql"));
}

TEST(ServerUser, IsNeverRoot) { EXPECT_NE(must(server_user()).uid, 0U); }

TEST(ChildProcess, KeepsOutputAndExitCodeAndLeaksNoEnvironment) {
  const ServerUser self{geteuid(), getegid(), {}, false};
  setenv("PGOPTIONS", "leak", 1);
  const auto run = must(run_child({"/bin/sh", "-c", "pwd; echo \"$PGOPTIONS-$LC_ALL\" >&2; exit 3"}, "/usr", self));
  unsetenv("PGOPTIONS");
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_EQ(run.output, "/usr\n-C\n");
  EXPECT_EQ(must(run_child({"/nonexistent"}, "/", self)).exit_code, 127);
}

TEST(FileLockTest, CannotBeTakenInAFolderThatIsNotThere) {
  EXPECT_EQ(code_of(FileLock::take("/nonexistent/lock")), Errc::kIo);
}

}  // namespace
}  // namespace connections::store
