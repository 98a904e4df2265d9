#pragma once

#include "rules/language/rule_source.h"
#include "rules/language/schema.h"

namespace connections::rules {

/// Checks a file, whose kind is the name of its root object, against a schema table: unknown and missing keys, wrong
/// types, words outside the allowed ones, YAML's traps (`no`, `0123`). What is wrong is taken out of the tree (values
/// are marked broken, items of lists dropped), so that readers can rely on the shape of the rest and find the mistakes
/// of meaning in the same run. False: nothing of the file can be used. `schema` must hold every object that its keys
/// name; other files than rules have one of their own.
[[nodiscard]] bool check_shape(RuleSource& source, Report& report, std::span<const ObjectSpec> schema = all_objects());

}  // namespace connections::rules
