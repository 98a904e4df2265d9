#pragma once

#include <string>
#include <string_view>

namespace connections {

/// The text without what stands in round or square brackets, nested ones included. A bracket that is never closed takes
/// the rest of the text with it. Pure.
[[nodiscard]] std::string without_brackets(std::string_view text);

}  // namespace connections
