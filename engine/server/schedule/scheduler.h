#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "server/schedule/sync_runner.h"
#include "store/tables/sync_queue_store.h"

namespace connections::server {

struct SchedulerOptions {
  std::chrono::seconds every{300};  ///< between two runs of a connection, give or take kJitter
  std::size_t workers = 2;          ///< runs at once in this process
  std::string lease_owner;          ///< identifies this process in the queue: "host:pid"
};

/// Syncs every connection in the queue when it is due. Any number of processes may do so over one database: each run
/// holds a lease in the queue, renewed while it lives. A connection that fails is due again like any other and does
/// not delay the others.
class Scheduler {
 public:
  static constexpr double kJitter = 0.1;                   ///< of `every`, so that mailboxes are not synced in step
  static constexpr std::chrono::minutes kLease{10};        ///< a run that died is taken over after this
  static constexpr std::chrono::minutes kRenewAfter{2};    ///< of a lease; a single mail takes far less
  static constexpr std::chrono::seconds kPollInterval{1};  ///< of an empty queue

  /// What run_due() did.
  struct Tally {
    std::size_t runs = 0;
    std::size_t failed = 0;
  };

  Scheduler(const SyncRunner& runner, SchedulerOptions options);
  ~Scheduler();  ///< stop()
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  /// Runs what is due now, one after the other on the calling thread, or until the process is to stop. What becomes due
  /// meanwhile is left for the next call, so that it ends although a run takes longer than `every`.
  [[nodiscard]] Result<Tally> run_due();
  void start();
  /// Waits for the current runs; the runner's stop() must already be true.
  void stop();

 private:
  [[nodiscard]] Result<std::optional<store::QueueItem>> take(Instant due_by);
  [[nodiscard]] bool run(const store::QueueItem& item);  ///< whether it succeeded
  [[nodiscard]] Result<void> return_item(const store::QueueItem& item, const Result<sync::SyncStats>& done);
  void work();
  [[nodiscard]] std::chrono::seconds next_interval();

  const SyncRunner& runner_;
  SchedulerOptions options_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;                           ///< guarded by mutex_
  std::mt19937_64 random_{std::random_device{}()};  ///< guarded by mutex_
  std::vector<std::thread> workers_;
};

}  // namespace connections::server
