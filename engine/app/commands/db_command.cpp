#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/table.h"
#include "store/migrations/migrate.h"

namespace connections::app {
namespace {

int run_migrate(Context& context) {
  const auto database = context.unmigrated_database();
  if (!database) return report(database.error());
  const auto steps = store::migrate(**database, Context::now());
  if (!steps) return report(steps.error());
  fmt::print("{}\n", *steps == 0 ? "The schema is up to date." : fmt::format("{} steps applied.", *steps));
  return kDone;
}

int run_status(Context& context, bool json) {
  const auto database = context.unmigrated_database();
  if (!database) return report(database.error());
  const auto steps = store::migration_status(**database);
  if (!steps) return report(steps.error());
  const auto word = [](const store::MigrationState& step) {
    return step.altered ? "ALTERED" : step.applied ? "applied" : "pending";
  };
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  Table table({"version", "name", "state"});
  for (const auto& step : *steps) {
    rows.push_back({{"version", step.version}, {"name", step.name}, {"state", word(step)}});
    table.add({std::to_string(step.version), step.name, word(step)});
  }
  fmt::print("{}", json ? rows.dump(2) + "\n" : table.to_string());
  return kDone;
}

int run_stop(Context& context) {
  auto cluster = store::PrivateCluster::start(context.data_folder());
  if (!cluster) return report(cluster.error());
  if (auto stopped = cluster->stop(); !stopped) return report(stopped.error());
  fmt::print("The private PostgreSQL has stopped; the next command starts it again.\n");
  return kDone;
}

}  // namespace

void add_db_command(CLI::App& program, Context& context, Action& chosen) {
  auto* db = program.add_subcommand("db", "The database: schema steps, and the private server");
  db->require_subcommand(1);
  auto json = std::make_shared<bool>(false);
  auto* migrate = db->add_subcommand("migrate", "Bring the schema up to date (every other command does so too)");
  migrate->footer("Example:  connections --database postgresql://owner@host/stays db migrate");
  migrate->callback([&context, &chosen] { chosen = [&context] { return run_migrate(context); }; });
  auto* status = db->add_subcommand("status", "Which schema steps have run");
  status->footer("Example:  connections db status --json");
  status->add_flag("--json", *json, "print a JSON array");
  status->callback([&context, &chosen, json] { chosen = [&context, json] { return run_status(context, *json); }; });
  auto* stop = db->add_subcommand("stop", "Stop the private PostgreSQL of the data folder");
  stop->footer("Example:  connections db stop");
  stop->callback([&context, &chosen] { chosen = [&context] { return run_stop(context); }; });
}

}  // namespace connections::app
