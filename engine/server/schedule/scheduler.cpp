#include "server/schedule/scheduler.h"

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "sync/health.h"

namespace connections::server {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Renews the lease of a run at most every kRenewAfter, called between mails. Thread-safe.
class Lease {
 public:
  Lease(const SyncRunner& runner, const store::QueueItem& item, const std::string& lease_owner)
      : runner_(runner), item_(item), lease_owner_(lease_owner) {}

  void renew() {
    const std::lock_guard lock(mutex_);
    if (SteadyClock::now() - renewed_ < Scheduler::kRenewAfter) return;
    renewed_ = SteadyClock::now();
    // A failure changes nothing: the connection's lock prevents a second run.
    static_cast<void>(runner_.database.as_owner([&](store::Transaction& owner) {
      return store::extend_lease(owner, item_.connection, lease_owner_, runner_.now() + Scheduler::kLease);
    }));
  }

 private:
  const SyncRunner& runner_;
  const store::QueueItem& item_;
  const std::string& lease_owner_;
  std::mutex mutex_;
  SteadyClock::time_point renewed_ = SteadyClock::now();  ///< guarded by mutex_
};

/// Skips what cannot work: Google has ended the access, or it was never granted.
Result<bool> can_run(const SyncRunner& runner, const store::QueueItem& item) {
  const auto one = TRY(runner.database.with(store::Role::kApp, item.workspace, [&](store::Transaction& app) {
    return store::find_connection(app, item.connection);
  }));
  const bool unconnected =
      one.source_kind == store::SourceKind::kGmail && one.gmail_status == store::GmailStatus::kPending;
  return !unconnected && !sync::must_reconnect(one);
}

/// A deleted connection, a stop on request and a run of another process are not failures.
bool is_fine(const Result<sync::SyncStats>& done) {
  if (done) return true;
  const Errc code = done.error().code;
  return code == Errc::kNotFound || code == Errc::kInterrupted || code == Errc::kSyncInProgress;
}

void log_failure(const store::QueueItem& item, const Error& error) {
  log::event(log::Channel::kSync, log::Level::kWarning, "scheduled_sync_failed",
             {{"connection", item.connection.value}, {"code", name(error.code)}});
}

}  // namespace

Scheduler::Scheduler(const SyncRunner& runner, SchedulerOptions options)
    : runner_(runner), options_(std::move(options)) {}

Scheduler::~Scheduler() { stop(); }

std::chrono::seconds Scheduler::next_interval() {
  const std::lock_guard lock(mutex_);
  std::uniform_real_distribution<double> factor(1 - kJitter, 1 + kJitter);
  return std::chrono::seconds{static_cast<std::int64_t>(static_cast<double>(options_.every.count()) * factor(random_))};
}

Result<std::optional<store::QueueItem>> Scheduler::take(Instant due_by) {
  const Instant now = runner_.now();
  const store::TakeQuery query{.lease_owner = options_.lease_owner,
                               .due_by = due_by,
                               .lease_until = now + kLease,
                               .next_due = now + next_interval()};
  return runner_.database.as_owner([&](store::Transaction& owner) { return store::take_due(owner, query); });
}

bool Scheduler::run(const store::QueueItem& item) {
  const auto wanted = can_run(runner_, item);
  Result<sync::SyncStats> done = sync::SyncStats{};
  if (!wanted) {
    done = std::unexpected(wanted.error());
  } else if (*wanted) {
    Lease lease(runner_, item, options_.lease_owner);
    done = runner_.run(item.workspace, item.connection, [&] { lease.renew(); });
  }
  if (const auto returned = return_item(item, done); !returned) log_failure(item, returned.error());
  if (is_fine(done)) return true;
  log_failure(item, done.error());
  return false;
}

/// If this fails, the lease expires by itself.
Result<void> Scheduler::return_item(const store::QueueItem& item, const Result<sync::SyncStats>& done) {
  return runner_.database.as_owner([&](store::Transaction& owner) -> Result<void> {
    if (!done && done.error().code == Errc::kNotFound) return store::remove_from_queue(owner, item.connection);
    TRY(store::give_back(owner, item.connection, options_.lease_owner));
    const bool cut_short = !done && done.error().code == Errc::kInterrupted;
    return cut_short ? store::make_due(owner, {item.connection}, runner_.now()) : Result<void>();
  });
}

Result<Scheduler::Tally> Scheduler::run_due() {
  Tally tally;
  const Instant due_by = runner_.now();
  while (!runner_.stop()) {
    const auto item = TRY(take(due_by));
    if (!item) break;
    ++tally.runs;
    if (!run(*item)) ++tally.failed;
  }
  return tally;
}

void Scheduler::work() {
  const auto stopping = [this] { return stopping_; };
  for (;;) {
    static_cast<void>(run_due());  // an unreachable database may be back at the next poll; /health reports it
    std::unique_lock lock(mutex_);
    if (wake_.wait_for(lock, kPollInterval, stopping)) return;
  }
}

void Scheduler::start() {
  for (std::size_t i = 0; i < options_.workers; ++i) workers_.emplace_back([this] { work(); });
}

void Scheduler::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
  workers_.clear();
}

}  // namespace connections::server
