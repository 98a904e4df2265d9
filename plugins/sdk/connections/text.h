#pragma once

#include <cstdint>
#include <string_view>

#include "abi/plugin_abi.h"

namespace connections::sdk {

[[nodiscard]] inline connections_str to_abi(std::string_view text) noexcept { return {text.data(), text.size()}; }
[[nodiscard]] inline std::string_view from_abi(connections_str text) noexcept {
  return text.data != nullptr ? std::string_view(text.data, text.size) : std::string_view();
}

}  // namespace connections::sdk
