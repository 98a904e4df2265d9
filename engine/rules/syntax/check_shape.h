#pragma once

#include "rules/syntax/report.h"
#include "rules/syntax/schema.h"

namespace connections::rules {

/// Checks a file against a schema: unknown and missing keys, wrong types, words outside the allowed ones, YAML's traps
/// (`no`, `0123`, typographic quotes). What is wrong is taken out of the tree (values are marked broken, items of lists
/// dropped), so that the compiler can rely on the shape of the rest and finds the mistakes of meaning in the same run.
/// False: nothing of the file can be used. This one: the language's schema, the root object by the file's kind.
[[nodiscard]] bool check_shape(RuleSource& source, Report& report);

/// The same for other files than rules. `schema` must have `root` and every object that its keys name.
[[nodiscard]] bool check_shape(RuleSource& source, Report& report, std::string_view root,
                               std::span<const ObjectSpec> schema);

}  // namespace connections::rules
