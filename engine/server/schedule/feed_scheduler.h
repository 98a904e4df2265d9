#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "server/metrics/metrics.h"
#include "store/feeds/feed_queue_store.h"
#include "sync/feeds/feed_refresh.h"

namespace connections::server {

struct FeedSchedule {
  std::chrono::seconds every{900};  ///< between two reads of a feed, give or take kJitter
  std::size_t workers = 2;          ///< feeds read at once in this process
  std::string lease_owner;          ///< identifies this process in the queue: "host:pid"
  Metrics* metrics = nullptr;       ///< counts what is read; null: nobody does
};

/// Reads every calendar feed in the queue when it is due; any number of processes may do so over one database. A feed
/// that fails is read ever more rarely, up to kMaxPause. When bookings changed, the workspace's connections become due:
/// mails may wait for them.
class FeedScheduler {
 public:
  static constexpr double kJitter = 0.1;
  static constexpr std::chrono::minutes kLease{5};         ///< a read takes a minute at most
  static constexpr std::chrono::hours kMaxPause{6};        ///< of a feed that fails
  static constexpr std::chrono::seconds kPollInterval{1};  ///< of an empty queue

  FeedScheduler(const sync::FeedReading& reading, std::function<Instant()> now, FeedSchedule schedule);
  ~FeedScheduler();  ///< stop()
  FeedScheduler(const FeedScheduler&) = delete;
  FeedScheduler& operator=(const FeedScheduler&) = delete;

  /// What run_due() did.
  struct Tally {
    std::size_t reads = 0;
    std::size_t failed = 0;
  };
  /// Reads what is due, one after the other on the calling thread.
  [[nodiscard]] Result<Tally> run_due();
  void start();
  /// Waits for the reads under way.
  void stop();

  /// How long to wait after so many failures in a row.
  [[nodiscard]] static std::chrono::seconds pause_after(std::chrono::seconds every, int failures);

 private:
  [[nodiscard]] bool read(const store::FeedQueueItem& item);  ///< whether it succeeded
  [[nodiscard]] Result<void> give_back(const store::FeedQueueItem& item, int failures);
  [[nodiscard]] std::chrono::seconds jittered(std::chrono::seconds pause);
  void work();

  const sync::FeedReading& reading_;
  std::function<Instant()> now_;
  FeedSchedule schedule_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;                           ///< guarded by mutex_
  std::mt19937_64 random_{std::random_device{}()};  ///< guarded by mutex_
  std::vector<std::thread> workers_;
};

/// Adds the feeds of every workspace to the queue. Errors: those of the store.
[[nodiscard]] Result<void> enqueue_all_feeds(store::Database& database, Instant now);

}  // namespace connections::server
