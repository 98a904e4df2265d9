#pragma once

#include <string_view>
#include <vector>

#include "rules/format/layout.h"
#include "rules/syntax/schema.h"

namespace connections::rules {

/// What the schema table says of a node of a layout.
struct LayoutShape {
  const ObjectSpec* object = nullptr;    ///< of a map with known keys
  const ObjectSpec* children = nullptr;  ///< of each item, or of each value of a map with free keys
  bool expression = false;               ///< texts at and below it are RE2

  [[nodiscard]] LayoutShape below(const LayoutSlot& slot) const;
  /// Known keys in the order of the table, then the others; free keys and items as they stand.
  [[nodiscard]] std::vector<const LayoutSlot*> ordered(const LayoutNode& node) const;
};

}  // namespace connections::rules
