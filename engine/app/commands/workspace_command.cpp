#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/commands/workspace_key_command.h"
#include "app/terminal/table.h"
#include "store/tables/workspace_store.h"

namespace connections::app {
namespace {

int run_create(Context& context, const std::string& name) {
  const auto database = context.database();
  if (!database) return report(database.error());
  const auto made = (*database)->as_owner(
      [&](store::Transaction& owner) { return store::create_workspace(owner, name, Context::now()); });
  if (!made) return report(made.error());
  fmt::print("{}\n", made->id.value);
  return kDone;
}

int run_list(Context& context, bool json) {
  const auto database = context.database();
  if (!database) return report(database.error());
  const auto all = (*database)->as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); });
  if (!all) return report(all.error());
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  Table table({"id", "name", "created"});
  for (const auto& one : *all) {
    rows.push_back({{"id", one.id.value}, {"name", one.name}, {"created_at", to_rfc3339(one.created_at)}});
    table.add({one.id.value, one.name, to_rfc3339(one.created_at)});
  }
  fmt::print("{}", json ? rows.dump(2) + "\n" : table.to_string());
  return kDone;
}

}  // namespace

void add_workspace_command(CLI::App& program, Context& context, Action& chosen) {
  auto* workspace =
      program.add_subcommand("workspace", "Workspaces: they share the installation and never see each other");
  workspace->require_subcommand(1);
  auto name = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  auto* create = workspace->add_subcommand("create", "Make a workspace");
  create->footer(
      "Example:  connections workspace create seaside\n          connections --workspace seaside bookings list");
  create->add_option("NAME", *name, "its name")->required();
  create->callback([&context, &chosen, name] { chosen = [&context, name] { return run_create(context, *name); }; });
  auto* list = workspace->add_subcommand("list", "Every workspace of this installation");
  list->footer("Example:  connections workspace list --json");
  list->add_flag("--json", *json, "print a JSON array");
  list->callback([&context, &chosen, json] { chosen = [&context, json] { return run_list(context, *json); }; });
  add_workspace_key(*workspace, context, chosen);
}

}  // namespace connections::app
