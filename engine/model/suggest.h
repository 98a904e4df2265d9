#pragma once

#include <span>
#include <string>
#include <string_view>

namespace connections {

/// The known word that was probably meant; empty if none is near.
[[nodiscard]] std::string_view nearest(std::string_view typed, std::span<const std::string_view> known);
/// "did you mean 'confidence'?" for a near miss among the known words; empty if none is near.
[[nodiscard]] std::string suggest(std::string_view typed, std::span<const std::string_view> known);

}  // namespace connections
