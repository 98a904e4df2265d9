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
  std::string public_url = {};  ///< this and the next ones: as Api has them
  GmailRoutes* gmail = nullptr;
  const sync::FeedReading* feeds = nullptr;
  const PushOptions* push = nullptr;
  const WebhookSending* webhooks = nullptr;
  secrets::Vault* vault = nullptr;
  FeedSchedule feed_schedule = {};
  /// Further work to do every kHousekeeping besides counting connections.
  std::function<void()> housekeeping = [] {};
  Metrics* metrics = nullptr;  ///< the process's; null: GET /metrics is empty
};

/// The long-running process: scheduler, HTTP, reloads and housekeeping in parallel, until a signal ends it.
class Service {
 public:
  static constexpr std::chrono::seconds kTick{1};           ///< between two checks of the rule files
  static constexpr std::chrono::seconds kHousekeeping{30};  ///< the longest wait of a new connection
  static constexpr std::chrono::seconds kWebhooks{5};       ///< between two looks for what to tell
  static constexpr std::chrono::minutes kSilenceCheck{5};   ///< between two looks for silence; alarms take days to form

  Service(const SyncRunner& runner, Reloader& reloader, Signals& signals, ServiceOptions options)
      : runner_(runner), reloader_(reloader), signals_(signals), options_(std::move(options)) {}

  /// Blocks until SIGTERM or SIGINT; running syncs end at their next mail. Errors: those of HttpServer::start.
  [[nodiscard]] Result<void> run();

 private:
  [[nodiscard]] ProcessHealth health() const;
  [[nodiscard]] std::string metrics_text() const;
  void run_housekeeping();
  void look_for_silence();
  void send_webhooks();
  void watch_rules();

  const SyncRunner& runner_;
  Reloader& reloader_;
  Signals& signals_;
  ServiceOptions options_;
  mutable std::mutex mutex_;
  std::optional<Totals> totals_;       ///< guarded by mutex_
  std::optional<AlarmTotals> alarms_;  ///< guarded by mutex_
};

}  // namespace connections::server
