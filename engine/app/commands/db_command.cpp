#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/print_json.h"
#include "store/migrations/migrate.h"
#include "view/table.h"

namespace connections::app {
namespace {

int run_migrate(Context& context, const Arguments&) {
  const auto database = context.unmigrated_database();
  if (!database) return report(database.error());
  const auto steps = store::migrate(**database, Context::now());
  if (!steps) return report(steps.error());
  fmt::print("{}\n", *steps == 0 ? "The schema is up to date." : fmt::format("{} steps applied.", *steps));
  return kDone;
}

int run_status(Context& context, const Arguments& arguments) {
  const auto database = context.unmigrated_database();
  if (!database) return report(database.error());
  const auto steps = store::migration_status(**database);
  if (!steps) return report(steps.error());
  const auto word = [](const store::MigrationState& step) {
    return step.altered ? "ALTERED" : step.applied ? "applied" : "pending";
  };
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  view::Table table({"version", "name", "state"});
  for (const auto& step : *steps) {
    rows.push_back({{"version", step.version}, {"name", step.name}, {"state", word(step)}});
    table.add({std::to_string(step.version), step.name, word(step)});
  }
  if (arguments.has(kJsonArray))
    print_json(rows);
  else
    fmt::print("{}", table.to_string());
  return kDone;
}

int run_stop(Context& context, const Arguments&) {
  auto cluster = store::PrivateCluster::start(context.data_folder());
  if (!cluster) return report(cluster.error());
  if (auto stopped = cluster->stop(); !stopped) return report(stopped.error());
  fmt::print("The private PostgreSQL has stopped; the next command starts it again.\n");
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "db", .summary = "The database: schema steps, and the private server"},
    {.path = "db migrate",
     .summary = "Bring the schema up to date (every other command does so too)",
     .examples = "Example:  connections --database postgresql://owner@host/stays db migrate",
     .run = run_migrate},
    {.path = "db status",
     .summary = "Which schema steps have run",
     .options = {&kJsonArray},
     .examples = "Example:  connections db status --json",
     .run = run_status},
    {.path = "db stop",
     .summary = "Stop the private PostgreSQL of the data folder",
     .examples = "Example:  connections db stop",
     .run = run_stop},
};

}  // namespace

std::span<const Command> db_commands() { return kCommands; }

}  // namespace connections::app
