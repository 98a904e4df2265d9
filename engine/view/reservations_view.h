#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "sync/coming/reservations.h"

namespace connections::view {

/// Reservations: a contract, keys are only added; and a table.
[[nodiscard]] nlohmann::ordered_json to_json(const sync::Reservations& reservations);
[[nodiscard]] std::string reservations_table(const sync::Reservations& reservations);

}  // namespace connections::view
