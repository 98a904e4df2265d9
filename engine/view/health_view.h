#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sync/health.h"
#include "sync/silence/alarm.h"

namespace connections::view {

/// What `connections health` and the health route of a connection show; `alarms`: those of the workspace. A contract:
/// keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const sync::ConnectionHealth& health,
                                             const std::vector<sync::Alarm>& alarms);
[[nodiscard]] nlohmann::ordered_json healths_json(const std::vector<sync::ConnectionHealth>& all,
                                                  const std::vector<sync::Alarm>& alarms);
[[nodiscard]] std::string healths_table(const std::vector<sync::ConnectionHealth>& all);
/// What a person should know beyond the table, each line with the name of the connection; may be empty.
[[nodiscard]] std::string health_details(const sync::ConnectionHealth& health);

}  // namespace connections::view
