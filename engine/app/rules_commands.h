#pragma once

#include <CLI/CLI.hpp>

#include "app/command.h"

namespace connections::app {

/// `explain MAIL` and `rules explain MAIL`: one command under two names.
void add_explain_options(CLI::App& command, Context& context, Action& chosen);

}  // namespace connections::app
