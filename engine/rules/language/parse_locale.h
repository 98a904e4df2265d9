#pragma once

#include "rules/book/locale.h"
#include "rules/syntax/rule_source.h"

namespace connections::rules {

/// Reads a locale file whose shape has been checked.
[[nodiscard]] Locale read_locale(const RuleSource& source, Report& report);

}  // namespace connections::rules
