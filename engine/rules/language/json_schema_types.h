#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "rules/syntax/schema.h"

namespace connections::rules {

/// {"$ref": "#/$defs/NAME"}
[[nodiscard]] nlohmann::ordered_json reference(std::string_view name);

/// What the checker accepts behind a key, as JSON Schema, with the key's doc as its description.
[[nodiscard]] nlohmann::ordered_json key_schema(const KeySpec& key);

/// The definitions that key_schema() refers to besides the objects of the table: one text, a list of them, …
[[nodiscard]] nlohmann::ordered_json scalar_definitions();

}  // namespace connections::rules
