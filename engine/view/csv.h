#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace connections::view {

/// One line of a CSV file (RFC 4180), with its end. Cells that a spreadsheet would take for a formula begin with an
/// apostrophe: what a guest calls himself must not be calculated.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

}  // namespace connections::view
