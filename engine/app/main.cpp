#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/command.h"

namespace connections::app {
namespace {

constexpr AddCommand kCommands[] = {
    add_demo_command,      add_sync_command,    add_connection_command, add_bookings_command, add_reviews_command,
    add_calendar_command,  add_explain_command, add_rules_command,      add_corpus_command,   add_plugins_command,
    add_workspace_command, add_db_command,      add_config_command,     add_gmail_command,    add_keys_command,
    add_health_command,    add_serve_command,
};

void add_global_options(CLI::App& program, Settings& settings) {
  program.add_option("--config", settings.config_folder, "folder with connections.yaml, plugins.yaml and rules.d")
      ->envname("CONNECTIONS_CONFIG");
  program.add_option("--data", settings.data_folder, "folder for the private database, keys and state")
      ->envname("CONNECTIONS_DATA");
  program
      .add_option("--database", settings.database_url,
                  "use this PostgreSQL (postgresql://…) instead of the private one")
      ->envname("CONNECTIONS_DATABASE");
  program.add_option("--rules", settings.rules_folder, "rule folder to use instead of the shipped one")
      ->envname("CONNECTIONS_RULES");
  program
      .add_option("--key-file", settings.key_file, "master keys of the kept tokens (default: keys/ in the data folder)")
      ->envname("CONNECTIONS_MASTER_KEY_FILE");
  program.add_option("--workspace", settings.workspace, "workspace to work in")->capture_default_str();
}

int run(int argc, char** argv) {
  CLI::App program(
      "Names for your bookings: reads reservation mails, finds the guest, and updates the bookings\n"
      "that came from your iCal feeds. In doubt it asks a person.\n");
  program.name("connections");
  program.set_version_flag("--version", CONNECTIONS_VERSION);
  program.require_subcommand(1);
  program.fallthrough();
  program.footer("Start here:  connections demo\nThen:        connections COMMAND --help");

  Settings settings;
  add_global_options(program, settings);
  Context context(settings);
  Action chosen;
  for (const AddCommand add : kCommands) add(program, context, chosen);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = program.exit(error);
    return code == 0 ? kDone : kWrongUsage;
  }
  return chosen ? chosen() : kWrongUsage;
}

}  // namespace

}  // namespace connections::app

int main(int argc, char** argv) { return connections::app::run(argc, argv); }
