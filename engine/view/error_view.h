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

/// A problem of RFC 9457 around such an error: "type", "title", "status", "detail", "code", "hint" and, as a member,
/// the error itself, which clients of earlier versions read. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json problem_json(int status, std::string_view title,
                                                  const nlohmann::ordered_json& error);

}  // namespace connections::view
