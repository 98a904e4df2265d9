#pragma once

#include <nlohmann/json.hpp>

#include "model/decision.h"
#include "model/error.h"

/// Decision as JSON and back, without loss: every term of every candidate, vetoes and reasons.
namespace connections::store {

[[nodiscard]] nlohmann::json to_json(const Decision& decision);
[[nodiscard]] nlohmann::json to_json(const std::vector<Reason>& reasons);  ///< [{"code", "message"}]
[[nodiscard]] nlohmann::json to_json(const std::vector<CandidateMatch>& candidates);
/// kInvalidArgument if a member is missing, of another type, or names something unknown.
[[nodiscard]] Result<Decision> decision_from_json(const nlohmann::json& json);

}  // namespace connections::store
