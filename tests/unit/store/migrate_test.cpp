#include "store/migrations/migrate.h"

#include <thread>

#include "unit/store/fixture.h"

namespace connections::store {
namespace {

const std::vector<Migration> kSteps{{1, "first", "CREATE TABLE a (x int)"},
                                    {2, "second", "ALTER TABLE a ADD COLUMN y int; CREATE TABLE b (x int)"}};

Database empty_database() { return must(Database::open(test::fresh_database_url())); }

bool table_exists(Database& db, const std::string& table) {
  return must(db.as_owner([&](Transaction& t) {
           return query(t, "SELECT 1 WHERE to_regclass($1) IS NOT NULL", {table});
         })).size() == 1;
}

TEST(Migrate, RunsEachStepOnceInOrder) {
  Database db = empty_database();
  EXPECT_EQ(migrate(db, kSteps, kNow), 2);
  EXPECT_EQ(migrate(db, kSteps, kNow), 0);
  EXPECT_TRUE(table_exists(db, "b"));
}

TEST(Migrate, EmbedsTheSchemaAndBringsItUpTwiceWithoutHarm) {
  Database db = empty_database();
  const int steps = static_cast<int>(embedded_migrations().size());
  EXPECT_GE(steps, 3);
  EXPECT_EQ(migrate(db, kNow), steps);
  EXPECT_EQ(migrate(db, kNow), 0);
  for (const MigrationState& state : must(migration_status(db)))
    EXPECT_TRUE(state.applied && !state.altered) << state.name;
}

TEST(Migrate, RefusesAnAppliedStepThatWasAltered) {
  Database db = empty_database();
  must(migrate(db, kSteps, kNow));
  auto altered = kSteps;
  altered[0].sql += " -- harmless?";
  altered.push_back({3, "third", "CREATE TABLE c (x int)"});
  const auto ran = migrate(db, altered, kNow);
  ASSERT_EQ(code_of(ran), Errc::kMigrationFailed);
  EXPECT_THAT(ran.error().message, testing::HasSubstr("0001_first was altered"));
  EXPECT_FALSE(table_exists(db, "c"));
  const auto status = must(migration_status(db, altered));
  EXPECT_TRUE(status[0].altered);
  EXPECT_FALSE(status[1].altered);
  EXPECT_FALSE(status[2].applied);
}

TEST(Migrate, AStepThatFailsLeavesNothingOfItself) {
  Database db = empty_database();
  auto broken = kSteps;
  broken[1].sql = "CREATE TABLE b (x int); CREATE TABLE broken (x nonsense)";
  const auto ran = migrate(db, broken, kNow);
  ASSERT_EQ(code_of(ran), Errc::kMigrationFailed);
  EXPECT_THAT(ran.error().message, testing::HasSubstr("0002_second"));
  EXPECT_TRUE(table_exists(db, "a"));
  EXPECT_FALSE(table_exists(db, "b"));
  EXPECT_EQ(migrate(db, kSteps, kNow), 1);
}

TEST(Migrate, RefusesNumbersThatDoNotAscendAndADatabaseThatIsAhead) {
  Database db = empty_database();
  for (const int second : {0, 1}) {
    const std::vector<Migration> twice{kSteps[0], {second, "again", "SELECT 1"}};
    EXPECT_EQ(code_of(migrate(db, twice, kNow)), Errc::kMigrationFailed);
  }
  EXPECT_FALSE(table_exists(db, "a"));
  must(migrate(db, kSteps, kNow));
  EXPECT_EQ(code_of(migrate(db, std::span(kSteps).first(1), kNow)), Errc::kMigrationFailed);
}

TEST(Migrate, RunsWhatAnotherBranchAddedBelowWhatRanAlready) {
  Database db = empty_database();
  const Migration late{9, "late", "CREATE TABLE late ()"};
  EXPECT_EQ(must(migrate(db, std::vector<Migration>{kSteps[0], late}, kNow)), 2);
  EXPECT_EQ(must(migrate(db, std::vector<Migration>{kSteps[0], kSteps[1], late}, kNow)), 1);
}

TEST(Migrate, SaysWhatIsPendingBeforeAnythingRan) {
  Database db = empty_database();
  const auto status = must(migration_status(db, kSteps));
  ASSERT_EQ(status.size(), 2U);
  EXPECT_FALSE(status[0].applied);
}

TEST(Migrate, TwoProcessesAtOnceRunEachStepOnce) {
  const std::string url = test::fresh_database_url();
  std::array<int, 4> ran{};
  {
    std::vector<std::jthread> threads;
    for (int& count : ran)
      threads.emplace_back([&url, &count] {
        Database db = must(Database::open(url));
        count = must(migrate(db, kNow));
      });
  }
  EXPECT_EQ(ran[0] + ran[1] + ran[2] + ran[3], static_cast<int>(embedded_migrations().size()));
}

}  // namespace
}  // namespace connections::store
