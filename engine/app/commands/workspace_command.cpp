#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/print_json.h"
#include "store/tables/workspace_store.h"
#include "view/table.h"

namespace connections::app {
namespace {

constexpr Option kName{"NAME", "its name", Option::Type::kText, true};

int run_create(Context& context, const Arguments& arguments) {
  const auto database = context.database();
  if (!database) return report(database.error());
  const auto made = (*database)->as_owner(
      [&](store::Transaction& owner) { return store::create_workspace(owner, arguments.text(kName), Context::now()); });
  if (!made) return report(made.error());
  fmt::print("{}\n", made->id.value);
  return kDone;
}

int run_list(Context& context, const Arguments& arguments) {
  const auto database = context.database();
  if (!database) return report(database.error());
  const auto all = (*database)->as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); });
  if (!all) return report(all.error());
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  view::Table table({"id", "name", "created"});
  for (const auto& one : *all) {
    rows.push_back({{"id", one.id.value}, {"name", one.name}, {"created_at", to_rfc3339(one.created_at)}});
    table.add({one.id.value, one.name, to_rfc3339(one.created_at)});
  }
  if (arguments.has(kJsonArray))
    print_json(rows);
  else
    fmt::print("{}", table.to_string());
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "workspace", .summary = "Workspaces: they share the installation and never see each other"},
    {.path = "workspace create",
     .summary = "Make a workspace",
     .options = {&kName},
     .examples =
         "Example:  connections workspace create seaside\n          connections --workspace seaside bookings list",
     .run = run_create},
    {.path = "workspace list",
     .summary = "Every workspace of this installation",
     .options = {&kJsonArray},
     .examples = "Example:  connections workspace list --json",
     .run = run_list},
};

}  // namespace

std::span<const Command> workspace_commands() { return kCommands; }

}  // namespace connections::app
