#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/connection_choice.h"
#include "app/sync_session.h"
#include "app/terminal/print_json.h"
#include "sync/person/listing_action.h"
#include "view/run_view.h"

namespace connections::app {
namespace {

constexpr Option kConnection{
    .name = "--connection", .doc = "id or name of one connection", .one_of = true, .excludes = "--all"};
constexpr Option kAll{"--all", "every connection of the workspace", Option::Type::kFlag, false, true};
constexpr Option kJson{"--json", "print a JSON array: stats or error of each connection", Option::Type::kFlag};

/// A listing that one mail waits for is in its review item; what would free several is said once, here.
constexpr std::size_t kWorthSaying = 2;

void print_text(const std::vector<view::RunView>& runs, const std::vector<sync::ListingQuestion>& questions) {
  fmt::print("{}", view::runs_table(runs));
  for (const auto& [connection, stats] : runs)
    if (stats && !stats->label_note.empty()) fmt::print("{}: {}\n", connection.name, stats->label_note);
  for (const auto& one : questions)
    if (one.mails >= kWorthSaying) fmt::print("{}", sync::text_of(one));
}

int run_sync(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto wanted = choose_connections(*session, arguments.text(kConnection));  // --all names none
  if (!wanted) return report(wanted.error());
  const auto runs = sync_connections(context, *session, *wanted, Context::now(), read_in(arguments));
  if (!runs) return report(runs.error());
  const bool json = arguments.has(kJson);
  const auto questions = session->transact(sync::listing_questions);
  if (json)
    print_json(view::runs_json(*runs));
  else
    print_text(*runs, questions ? *questions : std::vector<sync::ListingQuestion>{});
  int code = kDone;
  for (const auto& [connection, stats] : *runs)
    if (!stats) code = json ? kFailed : report(stats.error());
  return code;
}

constexpr Command kCommands[]{
    {.path = "sync",
     .summary = "Read new mails, enrich bookings, file review items",
     .options = {&kConnection, &kAll, &kInProcess, &kJson},
     .needs = "--connection ID or --all",
     .examples = "Examples:  connections sync --all\n           connections sync --connection airbnb --json\n\n"
                 "Repeating it changes nothing; a run that was killed goes on where it was.\n"
                 "Mails are read in sandboxed processes; one that ends its reader twice is quarantined: see health",
     .run = run_sync},
};

}  // namespace

std::span<const Command> sync_commands() { return kCommands; }

}  // namespace connections::app
