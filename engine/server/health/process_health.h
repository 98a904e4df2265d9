#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "server/health/alarm_watch.h"
#include "server/health/totals.h"
#include "server/reload/reloader.h"

namespace connections::server {

/// State of this process, as GET /health shows it.
struct ProcessHealth {
  std::string database_error;  ///< empty if the database answers
  ReloadState rules;
  std::vector<plugin::RegistryEntry> refused;  ///< parsers that were not loaded, with the reason
  std::optional<Totals> totals;                ///< absent until the first count
  std::optional<AlarmTotals> alarms;           ///< absent until the first look

  /// Whether it can work. Outdated rules, a refused parser or a connection in error need a person, not a restart.
  [[nodiscard]] bool able() const noexcept { return database_error.empty(); }
  [[nodiscard]] bool needs_person() const noexcept;
};

/// A contract (README, "Health"): keys are only added. "status" is "ok", "attention" or "failing".
[[nodiscard]] nlohmann::ordered_json to_json(const ProcessHealth& health);

}  // namespace connections::server
