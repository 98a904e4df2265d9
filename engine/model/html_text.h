#pragma once

#include <string>
#include <string_view>

namespace connections {

/// The text for an HTML page, between tags or in a quoted attribute.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace connections
