#pragma once

#include <string>
#include <string_view>

#include "rules/format/layout.h"

namespace connections::rules {

/// Columns that brackets may take; longer ones are written over several lines.
inline constexpr std::size_t kLayoutColumns = 120;

/// The canonical text of a file of this kind: two spaces a level, lists indented below their key, keys in the order of
/// the schema table, brackets where they were and fit a line, at most one empty line, comments two spaces behind.
[[nodiscard]] std::string write_layout(const Layout& layout, std::string_view kind);

}  // namespace connections::rules
