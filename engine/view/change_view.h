#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/tables/change_store.h"
#include "sync/person/undo.h"

namespace connections::view {

/// A change of a booking: who, when, why, the values before and after, and the arithmetic. A contract: keys are only
/// added.
[[nodiscard]] nlohmann::ordered_json to_json(const store::BookingChange& change);
[[nodiscard]] nlohmann::ordered_json changes_json(const std::vector<store::BookingChange>& changes);
/// Changes that are taken back, or left alone: each as to_json, and "left": why, or null.
[[nodiscard]] nlohmann::ordered_json undo_json(const std::vector<sync::UndoStep>& steps);

}  // namespace connections::view
