#pragma once

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "app/context.h"

namespace connections::app {

/// Exit codes of the program, the same for every command.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;  ///< an error, a refusal, or findings (`rules check`)
inline constexpr int kWrongUsage = 2;

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

/// Prints an error as people read it and returns kFailed.
int report(const Error& error);

}  // namespace connections::app
