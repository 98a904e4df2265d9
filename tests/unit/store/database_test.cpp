#include "store/sql/database.h"

#include <atomic>
#include <thread>

#include "unit/store/fixture.h"

namespace connections::store {
namespace {

using DatabaseTest = StoreTest;

TEST_F(DatabaseTest, AnErrorRollsBackWhatTheFunctionWrote) {
  const auto failed = app([&](Transaction& t) -> Result<void> {
    must(append_mail(t, connection, mail("m1"), kNow));
    return fail(Errc::kMailUnreadable, "no");
  });
  EXPECT_EQ(code_of(failed), Errc::kMailUnreadable);
  EXPECT_EQ(app([&](Transaction& t) { return count_mails(t, connection); }), 0);
}

TEST_F(DatabaseTest, AnExceptionRollsBackAndBecomesAnError) {
  const auto failed = app([&](Transaction& t) -> Result<void> {
    must(append_mail(t, connection, mail("m1"), kNow));
    throw std::runtime_error("boom");
  });
  EXPECT_EQ(code_of(failed), Errc::kStoreFailed);
  EXPECT_EQ(app([&](Transaction& t) { return count_mails(t, connection); }), 0);
}

TEST_F(DatabaseTest, AnErrorThatTheFunctionHidesIsNotCommitted) {
  const auto hidden = app([&](Transaction& t) -> Result<void> {
    must(append_mail(t, connection, mail("m1"), kNow));
    static_cast<void>(execute(t, "DELETE FROM bookings"));
    return {};
  });
  EXPECT_FALSE(hidden);
  EXPECT_EQ(app([&](Transaction& t) { return count_mails(t, connection); }), 0);
}

TEST_F(DatabaseTest, MoreThreadsThanSessionsWaitForTheirTurn) {
  std::atomic<int> done = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i)
      threads.emplace_back([&, i] {
        if (app([&](Transaction& t) { return append_mail(t, connection, mail("m" + std::to_string(i)), kNow); }))
          ++done;
      });
  }
  EXPECT_EQ(done, 12);
}

TEST_F(DatabaseTest, SessionsThatDiedWhileIdleAreReplaced) {
  must(app([](Transaction& t) { return list_connections(t); }));
  Database other = must(Database::open(test::postgres().cluster().url()));
  must(other.as_owner([](Transaction& t) {
    return execute(t,
                   "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                   "AND backend_type = 'client backend'");
  }));
  const auto listed = app([](Transaction& t) { return list_connections(t); });
  EXPECT_TRUE(listed) << to_string(listed.error());
}

TEST_F(DatabaseTest, TheLockOfAConnectionIsHeldOnceAcrossSessions) {
  Database elsewhere = must(Database::open(test::postgres().cluster().url()));
  auto lock = std::optional(must(db.try_lock_connection(workspace, connection)));
  EXPECT_TRUE(lock->held());
  EXPECT_EQ(code_of(db.try_lock_connection(workspace, connection)), Errc::kSyncInProgress);
  const ConnectionId another = make_connection(workspace, "Vrbo mail");
  EXPECT_TRUE(db.try_lock_connection(workspace, another));
  lock.reset();
  EXPECT_TRUE(db.try_lock_connection(workspace, connection));
}

TEST_F(DatabaseTest, ALockWhoseSessionDiedSaysSo) {
  auto lock = must(db.try_lock_connection(workspace, connection));
  must(db.as_owner([](Transaction& t) {
    return execute(t,
                   "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                   "AND pid <> pg_backend_pid()");
  }));
  EXPECT_FALSE(lock.held());
}

TEST(DatabaseOpen, SaysThatNobodyAnswers) {
  const auto opened = Database::open("postgresql:///x?host=/nonexistent");
  EXPECT_EQ(code_of(opened), Errc::kStoreUnavailable);
}

TEST_F(DatabaseTest, WorkspacesHaveDistinctNames) {
  const auto again = db.as_owner([](Transaction& t) { return create_workspace(t, "Harbour Stays", kNow); });
  EXPECT_EQ(code_of(again), Errc::kConflict);
  const auto found = must(db.as_owner([](Transaction& t) { return find_workspace(t, "Harbour Stays"); }));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, workspace);
  EXPECT_EQ(found->created_at, kNow);
}

}  // namespace
}  // namespace connections::store
