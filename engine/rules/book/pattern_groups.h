#pragma once

#include <optional>
#include <string_view>

#include "rules/book/pattern.h"

namespace connections::rules {

/// What RE2 accepts and the rule language refuses: plain `(…)` groups, a group name used twice (RE2 silently
/// reads the leftmost), `(?<name>…)` (older RE2 refuses it) and `\C` (matches half a character).
[[nodiscard]] std::optional<PatternError> refuse_groups(std::string_view expression);

}  // namespace connections::rules
