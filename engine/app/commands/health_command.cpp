#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/connection_choice.h"
#include "app/store_session.h"
#include "app/terminal/table.h"
#include "sync/health.h"

namespace connections::app {
namespace {

struct HealthOptions {
  std::string connection;
  bool json = false;
};

Result<std::vector<sync::ConnectionHealth>> read_health(StoreSession& session, const HealthOptions& options) {
  const auto wanted = TRY(choose_connections(session, options.connection));
  return session.read([&](store::Transaction& app) -> Result<std::vector<sync::ConnectionHealth>> {
    std::vector<sync::ConnectionHealth> found;
    for (const auto& one : wanted) {
      auto health = TRY(sync::connection_health(app, one.id));
      found.push_back(std::move(health));
    }
    return found;
  });
}

void print_table(const std::vector<sync::ConnectionHealth>& all) {
  Table table({"connection", "gmail_status", "last sync", "last run", "unfetched", "pending", "waiting"});
  for (const auto& one : all)
    table.add({one.connection.name,
               one.connection.source_kind == store::SourceKind::kFolder
                   ? ""
                   : std::string(store::name(one.connection.gmail_status)),
               one.connection.last_synced_at ? to_rfc3339(*one.connection.last_synced_at) : "never",
               one.last_run ? std::string(store::name(one.last_run->status)) : "", std::to_string(one.unfetched.size()),
               std::to_string(one.pending), std::to_string(one.waiting)});
  fmt::print("{}", table.empty() ? "No connections yet.\n" : table.to_string());
}

/// What a person should know beyond the table: each line names the connection.
void print_details(const sync::ConnectionHealth& health) {
  const auto& one = health.connection;
  const auto json = sync::to_json(health);
  if (const auto& advice = json.at("advice"); !advice.is_null())
    fmt::print("\n{}: {}: {}{}\n", one.name, advice.at("what").get<std::string>(),
               advice.at("command").get<std::string>(),
               one.error_since ? fmt::format("  (since {})", to_rfc3339(*one.error_since)) : "");
  if (!one.gmail_error.empty()) fmt::print("{}: {}\n", one.name, one.gmail_error);
  if (health.last_run && !health.last_run->error.empty())
    fmt::print("{}: last run: {}\n", one.name, health.last_run->error);
  for (const auto& failure : health.unfetched)
    fmt::print("{}: mail {} {}, {} tries since {}: {}\n", one.name, failure.gmail_message_id,
               failure.gone_at ? "is gone from Gmail" : "could not be fetched", failure.attempts,
               to_rfc3339(failure.first_failed_at), failure.error);
}

int run_health(Context& context, const HealthOptions& options) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto all = read_health(*session, options);
  if (!all) return report(all.error());
  bool good = true;
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const auto& one : *all) {
    const bool all_here = std::ranges::all_of(one.unfetched, [](const auto& mail) { return mail.gone_at.has_value(); });
    good = good && sync::advice_for(one) == sync::Advice::kNothing && all_here;
    rows.push_back(sync::to_json(one));
  }
  if (options.json) {
    fmt::print("{}\n", rows.dump(2));
  } else {
    print_table(*all);
    for (const auto& one : *all) print_details(one);
  }
  return good ? kDone : kFailed;
}

}  // namespace

void add_health_command(CLI::App& program, Context& context, Action& chosen) {
  auto* health =
      program.add_subcommand("health", "What each connection needs: its state, last sync, and mails it missed");
  health->footer(
      "Examples:  connections health\n           connections health --connection airbnb --json\n\n"
      "Exit code 1: something needs a person.");
  auto options = std::make_shared<HealthOptions>();
  health->add_option("--connection", options->connection, "id or name of one connection (default: all)");
  health->add_flag("--json", options->json, "print a JSON array");
  health->callback(
      [&context, &chosen, options] { chosen = [&context, options] { return run_health(context, *options); }; });
}

}  // namespace connections::app
