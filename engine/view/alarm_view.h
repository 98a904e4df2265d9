#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sync/silence/alarm.h"

namespace connections::view {

/// What fell silent. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json alarms_json(const std::vector<sync::Alarm>& alarms);
/// Those that this connection is the cause of.
[[nodiscard]] nlohmann::ordered_json alarms_json_of(const std::vector<sync::Alarm>& alarms, const ConnectionId& id);
/// Each with its likely cause and what to do; empty if there are none.
[[nodiscard]] std::string alarms_text(const std::vector<sync::Alarm>& alarms);

}  // namespace connections::view
