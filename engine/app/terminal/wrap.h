#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connections::app {

/// Breaks lines that are wider than `columns` at spaces. A line goes on below its own beginning; one that reaches into
/// the column of descriptions, which begins at `description`, goes on there.
[[nodiscard]] std::string wrap_lines(std::string_view text, std::size_t columns, std::size_t description);

}  // namespace connections::app
