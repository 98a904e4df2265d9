#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/book/pattern.h"

namespace connections::rules {

/// What the rule language refuses although RE2 accepts it: plain `(…)` groups, a group name used twice (RE2 silently
/// reads the leftmost), `(?<name>…)` (older RE2 refuses it) and `\C` (matches half a character). And what RE2 refuses
/// in words that do not help: unbalanced groups, lookaround, backreferences, atomic groups and possessive quantifiers,
/// each with the way to write it in RE2. Otherwise the names of its groups, by number.
[[nodiscard]] std::expected<std::vector<std::string>, PatternError> check_syntax(std::string_view expression);

/// The group that is not closed, or the `)` that closes none.
[[nodiscard]] std::optional<PatternError> find_unbalanced(std::string_view expression);

}  // namespace connections::rules
