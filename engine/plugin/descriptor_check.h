#pragma once

#include <string_view>
#include <vector>

#include "plugin/check.h"

namespace connections::plugin {

/// Checks a descriptor, one sentence of the contract after another, stopping at the first that fails. Pure: calls
/// no function of the plugin. True if all hold.
[[nodiscard]] bool check_descriptor(const connections_plugin& found, std::string_view id, std::vector<Check>& checks);

}  // namespace connections::plugin
