#include "server/service.h"

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "server/api/router.h"
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
  ProcessHealth health{
      .database_error = database_error(runner_.database), .rules = reloader_.state(), .refused = {}, .totals = {}};
  for (auto& entry : runner_.registry.list())
    if (entry.state == plugin::ParserState::kRefused) health.refused.push_back(std::move(entry));
  const std::lock_guard lock(mutex_);
  health.totals = totals_;
  return health;
}

void Service::run_housekeeping() {
  const auto totals = count_connections(runner_.database, runner_.now());
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
                .gmail = options_.gmail,
                .feeds = options_.feeds,
                .push = options_.push};
  Router router(api);
  HttpServer http([&router](const HttpRequest& request) { return router.answer(request); });
  const auto port = TRY(http.start(options_.host, options_.port));
  log::event(log::Channel::kSync, log::Level::kInfo, "listening", {{"host", options_.host}, {"port", port}});
  {
    const Periodic housekeeping(kHousekeeping, [this] { run_housekeeping(); });
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
