#pragma once

#include "app/command.h"

namespace connections::app {

/// `workspace key create|list|revoke`.
void add_workspace_key(CLI::App& workspace, Context& context, Action& chosen);

}  // namespace connections::app
