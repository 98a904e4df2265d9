#include "server/schedule/scheduler.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "server/health/totals.h"
#include "store/tables/sync_run_store.h"
#include "unit/server/fixture.h"

namespace connections::server {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

struct Schedule : ServerTest {
  std::size_t runs_of(const WorkspaceId& where, const ConnectionId& id) {
    return must(app(where, [&](store::Transaction& app) { return store::list_runs(app, id); })).size();
  }
  Scheduler::Tally run_due(const std::string& lease_owner = "a") {
    return must(Scheduler(runner, {.every = minutes{5}, .lease_owner = lease_owner}).run_due());
  }
  store::TakeQuery take(const std::string& lease_owner) const {
    return {.lease_owner = lease_owner,
            .due_by = now,
            .lease_until = now + Scheduler::kLease,
            .next_due = now + minutes{5}};
  }
  std::optional<store::QueueItem> taken_by(const std::string& lease_owner) {
    return must(owner([&](store::Transaction& owner) { return store::take_due(owner, take(lease_owner)); }));
  }
};

TEST_F(Schedule, SyncsEveryConnectionOfEveryWorkspaceWhenItIsDue) {
  const WorkspaceId other = make_workspace("other");
  const ConnectionId mine = make_connection(workspace, "mine");
  const ConnectionId theirs = make_connection(other, "theirs");
  EXPECT_EQ(must(count_totals(database, now)).connections, 2u);
  EXPECT_EQ(run_due().runs, 2u);
  EXPECT_EQ(run_due().runs, 0u) << "nothing is due again yet";
  now += minutes{4};
  EXPECT_EQ(run_due().runs, 0u) << "a tenth less than five minutes are four and a half";
  now += minutes{2};
  EXPECT_EQ(run_due().runs, 2u);
  EXPECT_EQ(runs_of(workspace, mine), 2u);
  EXPECT_EQ(runs_of(other, theirs), 2u);
}

TEST_F(Schedule, ARunThatTakesLongerThanTheIntervalIsNotRepeatedAtOnce) {
  make_connection(workspace, "slow");
  must(count_totals(database, now));
  SyncRunner slow = runner;
  slow.now = [this] { return now += minutes{1}; };
  EXPECT_EQ(must(Scheduler(slow, {.every = seconds{30}, .lease_owner = "a"}).run_due()).runs, 1u);
}

TEST_F(Schedule, AConnectionThatFailsStopsNobody) {
  const ConnectionId broken = make_connection(workspace, "a broken", true);
  const ConnectionId good = make_connection(workspace, "good");
  must(count_totals(database, now));
  const auto tally = run_due();
  EXPECT_EQ(tally.runs, 2u);
  EXPECT_EQ(tally.failed, 1u);
  EXPECT_EQ(runs_of(workspace, good), 1u);
  now += minutes{6};
  EXPECT_EQ(run_due().runs, 2u) << "it is tried again like any other";
  EXPECT_EQ(runs_of(workspace, broken), 2u);
}

TEST_F(Schedule, TwoTakersNeverHaveOneItemAndALeaseThatRanOutIsTakenUp) {
  const ConnectionId one = make_connection(workspace, "one");
  must(count_totals(database, now));
  EXPECT_EQ(taken_by("a")->connection, one);
  EXPECT_FALSE(taken_by("b"));
  now += minutes{6};
  EXPECT_FALSE(taken_by("b")) << "due again by the schedule, but the first may be at it";
  now += minutes{5};
  EXPECT_EQ(taken_by("b")->connection, one) << "the first died";
  EXPECT_FALSE(must(
      owner([&](store::Transaction& owner) { return store::extend_lease(owner, one, "a", now + Scheduler::kLease); })));
  must(owner([&](store::Transaction& owner) { return store::give_back(owner, one, "a"); }));
  now += minutes{6};
  EXPECT_FALSE(taken_by("c")) << "the late first gave back what was no longer its own";
}

TEST_F(Schedule, ManyTakersAtOnceShareTheWork) {
  constexpr std::size_t kConnections = 12;
  for (std::size_t i = 0; i < kConnections; ++i) make_connection(workspace, "c" + std::to_string(i));
  must(count_totals(database, now));
  std::mutex mutex;
  std::vector<ConnectionId> taken;
  std::vector<std::thread> takers;
  for (int i = 0; i < 4; ++i)
    takers.emplace_back([&, name = std::to_string(i)] {
      while (const auto item = taken_by(name)) {
        const std::lock_guard lock(mutex);
        taken.push_back(item->connection);
      }
    });
  for (auto& lease_owner : takers) lease_owner.join();
  std::sort(taken.begin(), taken.end());
  EXPECT_EQ(std::unique(taken.begin(), taken.end()), taken.end()) << "one was taken twice";
  EXPECT_EQ(taken.size(), kConnections);
}

TEST_F(Schedule, ANoticeDuringARunMakesItDueAgain) {
  const ConnectionId one = make_connection(workspace, "one");
  must(count_totals(database, now));
  ASSERT_TRUE(taken_by("a"));
  must(owner([&](store::Transaction& owner) { return store::make_due(owner, {one}, now); }));
  EXPECT_FALSE(taken_by("b"));
  must(owner([&](store::Transaction& owner) { return store::give_back(owner, one, "a"); }));
  EXPECT_TRUE(taken_by("b"));
}

TEST_F(Schedule, WhatNeedsAPersonIsNotTriedAndCountsInTheCensus) {
  make_gmail_connection("never connected");
  const ConnectionId revoked = make_gmail_connection("revoked");
  must(app(workspace, [&](store::Transaction& app) {
    return store::set_gmail_error(app, revoked, "invalid_grant", "invalid_grant: ended", now);
  }));
  const Totals totals = must(count_totals(database, now));
  EXPECT_EQ(totals.in_error, 1u);
  EXPECT_EQ(totals.must_reconnect, 1u);
  const auto tally = run_due();
  EXPECT_EQ(tally.failed, 0u);
  EXPECT_EQ(runs_of(workspace, revoked), 0u);
}

TEST_F(Schedule, AStopEndsTheRunAtItsNextMailAndTheNextProcessGoesOn) {
  const ConnectionId one = make_connection(workspace, "one");
  const auto mail =
      std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "engine/corpus/invented/mail/airbnb/confirmed-de.eml";
  std::filesystem::copy_file(mail, folder.path() / (workspace.value + "one") / "a.eml");
  must(count_totals(database, now));
  int looks = 0;
  runner.stop = [&] { return ++looks > 1; };  // when the schedule asks, it may begin
  EXPECT_EQ(run_due().failed, 0u);
  const auto last = must(app(workspace, [&](store::Transaction& app) { return store::last_run(app, one); }));
  EXPECT_EQ(last->status, store::RunStatus::kInterrupted);
  runner.stop = [] { return false; };
  EXPECT_EQ(run_due("b").runs, 1u) << "due at once, not in five minutes";
}

TEST_F(Schedule, WorkersRunByThemselvesAndEnd) {
  const ConnectionId one = make_connection(workspace, "one");
  must(count_totals(database, now));
  Scheduler scheduler(runner, {.every = minutes{5}, .workers = 2, .lease_owner = "a"});
  scheduler.start();
  for (int i = 0; i < 200 && runs_of(workspace, one) == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  stop = true;
  scheduler.stop();
  EXPECT_EQ(runs_of(workspace, one), 1u);
}

}  // namespace
}  // namespace connections::server
