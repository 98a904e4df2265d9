#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace connections::source {

/// Gmail's historyId is a decimal number that need not fit any integer type (an emulator sends 21 digits), so it stays
/// text. Digits without leading zeros.

/// Whether `a` comes after `b`; an empty one comes before all.
[[nodiscard]] bool is_newer(std::string_view a, std::string_view b) noexcept;

/// The id out of a JSON string or a whole JSON number; nothing if it is neither, or not one to 40 digits.
[[nodiscard]] std::optional<std::string> history_id_of(const nlohmann::json& value);

}  // namespace connections::source
