#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "sync/coming/arrivals.h"

namespace connections::view {

/// A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const sync::Arrivals& arrivals);
/// The sentence, a table of the stays, and below it for each one without a name why not and what to do.
[[nodiscard]] std::string arrivals_text(const sync::Arrivals& arrivals);

}  // namespace connections::view
