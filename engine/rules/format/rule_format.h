#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "rules/syntax/diagnostic.h"

namespace connections::rules {

/// The canonical layout of a rule file, comments kept (write_layout() says which). Pure, and idempotent. The result is
/// parsed again: if its tree (the order of keys aside) or its comments were not those of `text`, it is an error.
/// kRulesInvalid: the file has errors, then they are in `diagnostics`; or it is written too strangely to be followed.
[[nodiscard]] Result<std::string> format_rule_file(std::string_view text, const std::string& shown,
                                                   std::vector<Diagnostic>& diagnostics);

}  // namespace connections::rules
