#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace connections::rules {

/// How the formatter writes a scalar that was written as `raw`: unchanged if it is on one line, but in single
/// quotes where double ones were not needed. A scalar over several lines is put on one.
[[nodiscard]] std::string scalar_text(std::string_view raw, std::string_view value, bool quoted);

/// 'text', with quotes doubled.
[[nodiscard]] std::string in_single_quotes(std::string_view text);

/// The header of a block scalar (|, >, with - or +) for lines that will be indented by two.
[[nodiscard]] std::string block_header(std::string_view raw, const std::vector<std::string>& lines);

}  // namespace connections::rules
