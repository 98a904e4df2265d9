#pragma once

#include "app/command.h"

namespace connections::app {

/// `explain MAIL` and `rules explain MAIL`: one command under two names.
void add_explain_options(CLI::App& command, Context& context, Action& chosen);

/// `rules schema`, `rules fmt`, `rules new`: tools for those who write rules.
void add_rules_schema(CLI::App& rules, Action& chosen);
void add_rules_fmt(CLI::App& rules, Context& context, Action& chosen);
void add_rules_new(CLI::App& rules, Context& context, Action& chosen);

}  // namespace connections::app
