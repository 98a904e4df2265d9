#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "model/error.h"

namespace connections::view {

/// {"code", "message", "where", "hint"}. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const Error& error);
/// The same for a code that only HTTP has: "UNAUTHORIZED".
[[nodiscard]] nlohmann::ordered_json error_json(std::string_view code, std::string_view message, std::string_view where,
                                                std::string_view hint);

}  // namespace connections::view
