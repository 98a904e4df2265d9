#include "server/health/alarm_watch.h"

#include <numeric>

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "store/alarms/alarm_store.h"
#include "store/tables/workspace_store.h"
#include "sync/silence/find_alarms.h"

namespace connections::server {
namespace {

void log_change(const char* event, log::Level level, const store::StandingAlarm& one) {
  log::event(log::Channel::kSync, level, event, {{"kind", one.kind}, {"subject", one.subject}, {"cause", one.cause}});
}

Result<void> visit(store::Database& database, const WorkspaceId& workspace, Instant now, AlarmTotals& totals) {
  const log::Scope ids(nlohmann::ordered_json{{"workspace", workspace.value}});
  const auto changes =
      TRY(database.with(store::Role::kApp, workspace, [&](store::Transaction& app) -> Result<store::AlarmChanges> {
        std::vector<store::StandingAlarm> standing;
        for (const sync::Alarm& one : TRY(sync::read_alarms(app, now))) {
          ++totals.of_kind.at(static_cast<std::size_t>(one.kind));
          standing.push_back({std::string(name(one.kind)), one.subject(), std::string(name(one.cause))});
        }
        return store::set_alarms(app, standing, now);
      }));
  for (const auto& one : changes.raised) log_change("silence_raised", log::Level::kWarning, one);
  for (const auto& one : changes.ended) log_change("silence_ended", log::Level::kInfo, one);
  return {};
}

}  // namespace

std::size_t AlarmTotals::all() const noexcept {
  return std::accumulate(of_kind.begin(), of_kind.end(), std::size_t{0});
}

Result<AlarmTotals> watch_for_silence(store::Database& database, Instant now) {
  AlarmTotals totals{.counted_at = now};
  const auto workspaces =
      TRY(database.as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); }));
  for (const store::Workspace& one : workspaces) TRY(visit(database, one.id, now, totals));
  return totals;
}

}  // namespace connections::server
