#pragma once

#include "app/command.h"

namespace connections::app {

/// `rules test`: the cases beside the rules, their report and the rules' coverage.
void add_rules_test(CLI::App& rules, Context& context, Action& chosen);

}  // namespace connections::app
