#include "server/health/process_health.h"

#include <nlohmann/json.hpp>

namespace connections::server {
namespace {

using nlohmann::ordered_json;

ordered_json time_json(const std::optional<Instant>& at) {
  return at ? ordered_json(to_rfc3339(*at)) : ordered_json(nullptr);
}

ordered_json totals_json(const std::optional<ConnectionTotals>& totals) {
  if (!totals) return nullptr;
  return {{"total", totals->connections},
          {"in_error", totals->in_error},
          {"must_reconnect", totals->must_reconnect},
          {"counted_at", to_rfc3339(totals->counted_at)}};
}

}  // namespace

bool ProcessHealth::needs_person() const noexcept {
  return !rules.error.empty() || !refused.empty() || (totals && totals->in_error > 0);
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
          {"connections", totals_json(health.totals)}};
}

}  // namespace connections::server
