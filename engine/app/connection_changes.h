#pragma once

#include <string>

#include "app/context.h"

namespace connections::app {

/// What is done to one connection, named by id or name. These give exit codes.
[[nodiscard]] int run_show_connection(Context& context, const std::string& connection, bool json);
[[nodiscard]] int run_set_label(Context& context, const std::string& connection, const std::string& label, bool json);
/// Asks on the terminal unless `sure`.
[[nodiscard]] int run_delete_connection(Context& context, const std::string& connection, bool sure, bool json);

}  // namespace connections::app
