#pragma once

#include <vector>

#include "model/error.h"
#include "plugin/registry.h"
#include "rules/book/pack.h"

namespace connections::plugin {

/// Whether each `requires: { plugin: … }` of the book is met by the parsers that are loaded. A parser that was refused
/// says so itself and is passed over: its mails wait, none is read by the wrong version.
///
/// Error: kRulesInvalid, one line for each file whose bound is not met.
[[nodiscard]] Result<void> check_plugin_requirements(const rules::RuleBook& book,
                                                     const std::vector<RegistryEntry>& loaded);

}  // namespace connections::plugin
