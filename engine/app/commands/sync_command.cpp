#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/connection_choice.h"
#include "app/sync_session.h"
#include "app/terminal/table.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

struct SyncOptions {
  std::string connection;
  bool all = false, json = false;
};

void print_table(const std::vector<SyncOutcome>& outcomes) {
  Table table(
      {"connection", "emails_scanned", "new", "bookings_enriched", "to review", "waiting", "nothing to do", "failed"});
  for (const auto& [connection, stats] : outcomes) {
    if (!stats) continue;
    table.add({connection.name, std::to_string(stats->emails_scanned), std::to_string(stats->emails_archived),
               std::to_string(stats->bookings_enriched), std::to_string(stats->reviews_filed),
               std::to_string(stats->waiting), std::to_string(stats->ignored),
               std::to_string(stats->failed + stats->emails_unfetched)});
  }
  if (!table.empty()) fmt::print("{}", table.to_string());
  for (const auto& [connection, stats] : outcomes)
    if (stats && !stats->label_note.empty()) fmt::print("{}: {}\n", connection.name, stats->label_note);
}

void print_json(const std::vector<SyncOutcome>& outcomes) {
  ordered_json rows = ordered_json::array();
  for (const auto& [connection, stats] : outcomes) {
    ordered_json row{{"connection", connection.id.value}, {"name", connection.name}};
    if (stats)
      row.update(sync::to_json(*stats));
    else
      row.update(ordered_json{
          {"error",
           {{"code", name(stats.error().code)}, {"message", stats.error().message}, {"hint", stats.error().hint}}}});
    rows.push_back(std::move(row));
  }
  fmt::print("{}\n", rows.dump(2));
}

int run_sync(Context& context, const SyncOptions& options) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto wanted = choose_connections(*session, options.connection);  // --all names none
  if (!wanted) return report(wanted.error());
  const auto outcomes = sync_connections(context, *session, *wanted, Context::now());
  if (!outcomes) return report(outcomes.error());
  if (options.json)
    print_json(*outcomes);
  else
    print_table(*outcomes);
  int code = kDone;
  for (const auto& [connection, stats] : *outcomes)
    if (!stats) code = options.json ? kFailed : report(stats.error());
  return code;
}

}  // namespace

void add_sync_command(CLI::App& program, Context& context, Action& chosen) {
  auto* sync = program.add_subcommand("sync", "Read new mails, enrich bookings, file review items");
  sync->footer(
      "Examples:  connections sync --all\n           connections sync --connection airbnb --json\n\n"
      "Repeating it changes nothing; a run that was killed goes on where it was.");
  auto options = std::make_shared<SyncOptions>();
  auto* connection = sync->add_option("--connection", options->connection, "id or name of one connection");
  auto* all = sync->add_flag("--all", options->all, "every connection of the workspace");
  connection->excludes(all);
  sync->add_flag("--json", options->json, "print a JSON array: stats or error of each connection");
  sync->callback([&context, &chosen, options] {
    if (options->connection.empty() && !options->all) throw CLI::RequiredError("--connection ID or --all");
    chosen = [&context, options] { return run_sync(context, *options); };
  });
}

}  // namespace connections::app
