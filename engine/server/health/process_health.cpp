#include "server/health/process_health.h"

#include <nlohmann/json.hpp>

namespace connections::server {
namespace {

using nlohmann::ordered_json;

ordered_json time_json(const std::optional<Instant>& at) {
  return at ? ordered_json(to_rfc3339(*at)) : ordered_json(nullptr);
}

ordered_json totals_json(const std::optional<Totals>& totals) {
  if (!totals) return nullptr;
  return {{"total", totals->connections},
          {"in_error", totals->in_error},
          {"must_reconnect", totals->must_reconnect},
          {"counted_at", to_rfc3339(totals->counted_at)}};
}

ordered_json alarms_json(const std::optional<AlarmTotals>& alarms) {
  if (!alarms) return nullptr;
  ordered_json kinds = ordered_json::object();
  for (std::size_t i = 0; i < alarms->of_kind.size(); ++i)
    if (alarms->of_kind[i] > 0) kinds[std::string(name(static_cast<sync::AlarmKind>(i)))] = alarms->of_kind[i];
  return {{"total", alarms->all()}, {"kinds", std::move(kinds)}, {"counted_at", to_rfc3339(alarms->counted_at)}};
}

}  // namespace

bool ProcessHealth::needs_person() const noexcept {
  return !rules.error.empty() || !refused.empty() || (totals && totals->in_error > 0) || (alarms && alarms->all() > 0);
}

ordered_json to_json(const ProcessHealth& health) {
  ordered_json refused = ordered_json::array();
  for (const auto& entry : health.refused) refused.push_back({{"id", entry.id}, {"why", entry.why}});
  return {{"status", !health.able()          ? "failing"
                     : health.needs_person() ? "attention"
                                             : "ok"},
          {"database", {{"reachable", health.able()}, {"error", health.database_error}}},
          {"rules",
           {{"rule_book", health.rules.book},
            {"loaded_at", to_rfc3339(health.rules.loaded_at)},
            {"error", health.rules.error},
            {"error_since", time_json(health.rules.error_since)},
            {"prefilter_fallbacks", health.rules.prefilter_fallbacks}}},
          {"plugins", {{"refused", std::move(refused)}}},
          {"connections", totals_json(health.totals)},
          {"alarms", alarms_json(health.alarms)}};
}

}  // namespace connections::server
