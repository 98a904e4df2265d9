#pragma once

#include "rules/rule_source.h"

namespace connections::rules {

/// Checks a file against the schema table: unknown and missing keys, wrong types, words outside the allowed
/// ones, YAML's traps (`no`, `0123`). True if readers may rely on the shape.
[[nodiscard]] bool check_shape(const RuleSource& source, Report& report);

}  // namespace connections::rules
