#pragma once

#include "rules/language/rule_source.h"

namespace connections::rules {

/// Checks a file against the schema table: unknown and missing keys, wrong types, words outside the allowed
/// ones, YAML's traps (`no`, `0123`). What is wrong is taken out of the tree (values are marked broken, items of lists
/// dropped), so that readers can rely on the shape of the rest and find the mistakes of meaning in the same run.
/// False: nothing of the file can be used.
[[nodiscard]] bool check_shape(RuleSource& source, Report& report);

}  // namespace connections::rules
