#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/api/api.h"
#include "server/health/process_health.h"
#include "server/schedule/feed_scheduler.h"
#include "server/schedule/scheduler.h"
#include "server/signals.h"

namespace connections::server {

struct ServiceOptions {
  std::string host;
  int port = 0;
  SchedulerOptions schedule;
  GmailRoutes* gmail = nullptr;  ///< as Api has them
  const sync::FeedReading* feeds = nullptr;
  const PushOptions* push = nullptr;
  FeedSchedule feed_schedule = {};
  /// Further work to do every kHousekeeping besides counting connections.
  std::function<void()> housekeeping = [] {};
};

/// The long-running process: scheduler, HTTP, reloads and housekeeping in parallel, until a signal ends it.
class Service {
 public:
  static constexpr std::chrono::seconds kTick{1};           ///< between two checks of the rule files
  static constexpr std::chrono::seconds kHousekeeping{30};  ///< the longest wait of a new connection

  Service(const SyncRunner& runner, Reloader& reloader, Signals& signals, ServiceOptions options)
      : runner_(runner), reloader_(reloader), signals_(signals), options_(std::move(options)) {}

  /// Blocks until SIGTERM or SIGINT; running syncs end at their next mail. Errors: those of HttpServer::start.
  [[nodiscard]] Result<void> run();

 private:
  [[nodiscard]] ProcessHealth health() const;
  void run_housekeeping();
  void watch_rules();

  const SyncRunner& runner_;
  Reloader& reloader_;
  Signals& signals_;
  ServiceOptions options_;
  mutable std::mutex mutex_;
  std::optional<ConnectionTotals> totals_;  ///< guarded by mutex_
};

}  // namespace connections::server
