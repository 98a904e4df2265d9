#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace connections::store {

/// The text as PostgreSQL can keep it: NUL and bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string storable(std::string_view text);

/// JSON for a json column. Strings are mended the same way: PostgreSQL stores an escaped NUL, but cannot read it.
[[nodiscard]] std::string storable_json(const nlohmann::json& json);

}  // namespace connections::store
