#pragma once

#include <span>

#include "app/command.h"

namespace connections::app {

/// Parses the words that were typed and runs the command they name. Returns its exit code; kWrongUsage, after a message
/// on standard error, if they name none.
int run_command_line(int argc, char** argv, std::span<const std::span<const Command>> commands);

}  // namespace connections::app
