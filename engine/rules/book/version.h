#pragma once

#include <optional>
#include <string_view>

namespace connections::rules {

/// Whether "0.3.1" satisfies ">=0.3". Nothing if either cannot be read.
[[nodiscard]] std::optional<bool> version_satisfies(std::string_view version, std::string_view bound);

}  // namespace connections::rules
