#pragma once

#include <functional>
#include <string>

#include "app/context.h"
#include "app/terminal/report.h"

namespace CLI {
class App;  // its header takes seconds of each file that reads it
}

namespace connections::app {

/// What a command does once its words are understood. Returns the exit code.
using Action = std::function<int()>;

/// Adds one sub-command with its options and help; its action is left in `chosen` when it is the one typed.
/// One function a file: <name>_command.cpp.
using AddCommand = void (*)(CLI::App& program, Context& context, Action& chosen);

void add_bookings_command(CLI::App& program, Context& context, Action& chosen);
void add_calendar_command(CLI::App& program, Context& context, Action& chosen);
void add_config_command(CLI::App& program, Context& context, Action& chosen);
void add_connection_command(CLI::App& program, Context& context, Action& chosen);
void add_corpus_command(CLI::App& program, Context& context, Action& chosen);
void add_db_command(CLI::App& program, Context& context, Action& chosen);
void add_demo_command(CLI::App& program, Context& context, Action& chosen);
void add_explain_command(CLI::App& program, Context& context, Action& chosen);
void add_gmail_command(CLI::App& program, Context& context, Action& chosen);
void add_keys_command(CLI::App& program, Context& context, Action& chosen);
void add_health_command(CLI::App& program, Context& context, Action& chosen);
void add_plugins_command(CLI::App& program, Context& context, Action& chosen);
void add_reviews_command(CLI::App& program, Context& context, Action& chosen);
void add_rules_command(CLI::App& program, Context& context, Action& chosen);
void add_serve_command(CLI::App& program, Context& context, Action& chosen);
void add_sync_command(CLI::App& program, Context& context, Action& chosen);
void add_workspace_command(CLI::App& program, Context& context, Action& chosen);

}  // namespace connections::app
