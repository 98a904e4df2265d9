#pragma once

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/extraction.h"

/// Extraction as JSON and back, without loss: every candidate, every piece of evidence, doubles to the bit.
/// Text that is not UTF-8, or has a NUL, is kept as {"hex": "…"}. Names are those of model/: "guest_name", "confirmed".
namespace connections::store {

[[nodiscard]] nlohmann::json to_json(const Extraction& extraction);
[[nodiscard]] nlohmann::json to_json(const Fact& fact);
/// kInvalidArgument if a member is missing, of another type, or names something unknown.
[[nodiscard]] Result<Extraction> extraction_from_json(const nlohmann::json& json);

}  // namespace connections::store
