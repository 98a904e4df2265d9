#include "server/service.h"

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "server/api/router.h"
#include "server/health/health_metrics.h"
#include "server/http/http_server.h"
#include "server/schedule/periodic.h"
#include "store/tables/workspace_store.h"

namespace connections::server {
namespace {

/// Empty if the database answers; any query will do.
std::string database_error(store::Database& database) {
  const auto answer = database.as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); });
  return answer ? "" : std::string(name(answer.error().code));
}

}  // namespace

ProcessHealth Service::health() const {
  ProcessHealth health{.database_error = database_error(runner_.database),
                       .rules = reloader_.state(),
                       .refused = {},
                       .totals = {},
                       .alarms = {}};
  for (auto& entry : runner_.registry.list())
    if (entry.state == plugin::ParserState::kRefused) health.refused.push_back(std::move(entry));
  const std::lock_guard lock(mutex_);
  health.totals = totals_;
  health.alarms = alarms_;
  return health;
}

std::string Service::metrics_text() const {
  if (options_.metrics == nullptr) return {};
  show_health(health(), *options_.metrics);
  return options_.metrics->text();
}

void Service::look_for_silence() {
  const auto alarms = watch_for_silence(runner_.database, runner_.now());
  if (!alarms)
    return log::event(log::Channel::kSync, log::Level::kError, "silence_check_failed",
                      {{"code", name(alarms.error().code)}});
  const std::lock_guard lock(mutex_);
  alarms_ = *alarms;
}

void Service::run_housekeeping() {
  const auto totals = count_totals(runner_.database, runner_.now());
  if (totals) {
    const std::lock_guard lock(mutex_);
    totals_ = *totals;
  } else {
    log::event(log::Channel::kSync, log::Level::kError, "connection_count_failed",
               {{"code", name(totals.error().code)}});
  }
  if (options_.feeds != nullptr)
    if (const auto queued = enqueue_all_feeds(runner_.database, runner_.now()); !queued)
      log::event(log::Channel::kSync, log::Level::kError, "feed_count_failed", {{"code", name(queued.error().code)}});
  options_.housekeeping();
}

void Service::send_webhooks() {
  if (options_.webhooks == nullptr) return;
  if (const auto sent = server::send_webhooks(*options_.webhooks, runner_.now()); !sent)
    log::event(log::Channel::kSync, log::Level::kError, "webhooks_failed", {{"code", name(sent.error().code)}});
}

void Service::watch_rules() {
  while (!signals_.stop_requested()) {
    signals_.wait(kTick);
    if (signals_.take_reload())
      reloader_.reload(runner_.now(), "SIGHUP");
    else
      reloader_.tick(runner_.now());
  }
}

Result<void> Service::run() {
  const Api api{.runner = runner_,
                .health = [this] { return health(); },
                .public_url = options_.public_url,
                .gmail = options_.gmail,
                .feeds = options_.feeds,
                .push = options_.push,
                .webhooks = options_.webhooks,
                .vault = options_.vault,
                .metrics = [this] { return metrics_text(); }};
  Router router(api);
  HttpServer http([&router](const HttpRequest& request) { return router.answer(request); });
  const auto port = TRY(http.start(options_.host, options_.port));
  log::event(log::Channel::kSync, log::Level::kInfo, "listening", {{"host", options_.host}, {"port", port}});
  {
    const Periodic housekeeping(kHousekeeping, [this] { run_housekeeping(); });
    const Periodic webhooks(kWebhooks, [this] { send_webhooks(); });
    const Periodic silence(kSilenceCheck, [this] { look_for_silence(); });
    Scheduler scheduler(runner_, options_.schedule);
    scheduler.start();
    std::optional<FeedScheduler> feeds;
    if (options_.feeds != nullptr) feeds.emplace(*options_.feeds, runner_.now, options_.feed_schedule).start();
    watch_rules();
  }
  http.stop();
  log::event(log::Channel::kSync, log::Level::kInfo, "stopped", nlohmann::ordered_json::object());
  return {};
}

}  // namespace connections::server
