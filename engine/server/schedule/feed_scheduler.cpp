#include "server/schedule/feed_scheduler.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "store/tables/connection_store.h"
#include "store/tables/sync_queue_store.h"
#include "store/tables/workspace_store.h"

namespace connections::server {
namespace {

constexpr int kMostDoublings = 16;

void log_read(const store::FeedQueueItem& item, const Result<sync::CalendarChange>& done) {
  nlohmann::ordered_json fields{{"workspace", item.workspace.value}, {"feed", item.feed.value}};
  if (!done) {
    fields["code"] = name(done.error().code);
    return log::event(log::Channel::kSync, log::Level::kWarning, "feed_failed", fields);
  }
  if (done->not_modified) return;
  fields.update({{"inserted", done->inserted}, {"updated", done->updated}, {"cancelled", done->cancelled}});
  log::event(log::Channel::kSync, log::Level::kInfo, "feed_read", fields);
}

/// Mails may wait for what has changed.
Result<void> wake_connections(store::Database& database, const WorkspaceId& workspace, Instant now) {
  const auto all = TRY(database.with(store::Role::kApp, workspace,
                                     [](store::Transaction& app) { return store::list_connections(app); }));
  std::vector<ConnectionId> ids;
  for (const store::Connection& one : all) ids.push_back(one.id);
  return database.as_owner([&](store::Transaction& owner) { return store::make_due(owner, ids, now); });
}

bool changed(const sync::CalendarChange& change) { return change.inserted + change.updated + change.cancelled > 0; }

}  // namespace

FeedScheduler::FeedScheduler(const sync::FeedReading& reading, std::function<Instant()> now, FeedSchedule schedule)
    : reading_(reading), now_(std::move(now)), schedule_(std::move(schedule)) {}

FeedScheduler::~FeedScheduler() { stop(); }

std::chrono::seconds FeedScheduler::pause_after(std::chrono::seconds every, int failures) {
  const auto factor = std::int64_t{1} << std::clamp(failures, 0, kMostDoublings);
  return std::min<std::chrono::seconds>(every * factor, std::max<std::chrono::seconds>(kMaxPause, every));
}

std::chrono::seconds FeedScheduler::jittered(std::chrono::seconds pause) {
  const std::lock_guard lock(mutex_);
  std::uniform_real_distribution<double> factor(1 - kJitter, 1 + kJitter);
  return std::chrono::seconds{static_cast<std::int64_t>(static_cast<double>(pause.count()) * factor(random_))};
}

bool FeedScheduler::read(const store::FeedQueueItem& item) {
  const auto done = sync::refresh_feed(reading_, item.workspace, item.feed, now_());
  log_read(item, done);
  if (schedule_.metrics != nullptr)
    schedule_.metrics->count(Metric::kFeedReads, {!done ? "failed" : changed(*done) ? "changed" : "unchanged"});
  if (done && changed(*done))
    static_cast<void>(wake_connections(reading_.database, item.workspace, now_()));  // else they are due soon anyway
  const auto feed = reading_.database.with(store::Role::kApp, item.workspace,
                                           [&](store::Transaction& app) { return store::find_feed(app, item.feed); });
  static_cast<void>(give_back(item, feed ? feed->state.failures : 1));  // if it fails, the lease expires by itself
  return done.has_value();
}

Result<void> FeedScheduler::give_back(const store::FeedQueueItem& item, int failures) {
  const Instant next = now_() + jittered(pause_after(schedule_.every, failures));
  return reading_.database.as_owner(
      [&](store::Transaction& owner) { return store::give_back_feed(owner, item.feed, schedule_.lease_owner, next); });
}

Result<FeedScheduler::Tally> FeedScheduler::run_due() {
  Tally tally;
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return tally;
    }
    const auto item = TRY(reading_.database.as_owner([&](store::Transaction& owner) {
      return store::take_due_feed(owner, schedule_.lease_owner, now_(), now_() + kLease);
    }));
    if (!item) return tally;
    ++tally.reads;
    if (!read(*item)) ++tally.failed;
  }
}

void FeedScheduler::work() {
  for (;;) {
    static_cast<void>(run_due());  // an unreachable database may be back at the next poll; /health reports it
    std::unique_lock lock(mutex_);
    if (wake_.wait_for(lock, kPollInterval, [this] { return stopping_; })) return;
  }
}

void FeedScheduler::start() {
  for (std::size_t i = 0; i < schedule_.workers; ++i) workers_.emplace_back([this] { work(); });
}

void FeedScheduler::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
  workers_.clear();
}

Result<void> enqueue_all_feeds(store::Database& database, Instant now) {
  const auto workspaces =
      TRY(database.as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); }));
  for (const store::Workspace& workspace : workspaces) {
    const auto feeds = TRY(
        database.with(store::Role::kApp, workspace.id, [](store::Transaction& app) { return store::list_feeds(app); }));
    std::vector<FeedId> ids;
    for (const store::Feed& one : feeds) ids.push_back(one.id);
    TRY(database.as_owner(
        [&](store::Transaction& owner) { return store::enqueue_feeds(owner, workspace.id, ids, now); }));
  }
  return {};
}

}  // namespace connections::server
