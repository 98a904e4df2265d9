#include "app/commands/workspace_key_command.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/store_session.h"
#include "app/terminal/table.h"
#include "secrets/api_key.h"
#include "store/tables/api_key_store.h"

namespace connections::app {
namespace {

std::string time_or(const std::optional<Instant>& at, const char* otherwise) {
  return at ? to_rfc3339(*at) : otherwise;
}

int run_create(Context& context, const std::string& name) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const std::string key = secrets::new_api_key();
  const auto made = session->read([&](store::Transaction& app) {
    return store::create_api_key(app, name, secrets::api_key_hash(key), Context::now());
  });
  if (!made) return report(made.error());
  fmt::print("{}\n", key);
  fmt::print(stderr, "connections: keep it now, it is not shown again; its id is {}\n", made->id);
  return kDone;
}

int run_list(Context& context, bool json) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto all = session->read([](store::Transaction& app) { return store::list_api_keys(app); });
  if (!all) return report(all.error());
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  Table table({"id", "name", "created", "last used", "revoked"});
  for (const auto& one : *all) {
    rows.push_back(
        {{"id", one.id},
         {"name", one.name},
         {"created_at", to_rfc3339(one.created_at)},
         {"last_used_at", one.last_used_at ? nlohmann::ordered_json(to_rfc3339(*one.last_used_at)) : nullptr},
         {"revoked_at", one.revoked_at ? nlohmann::ordered_json(to_rfc3339(*one.revoked_at)) : nullptr}});
    table.add({one.id, one.name, to_rfc3339(one.created_at), time_or(one.last_used_at, "never"),
               time_or(one.revoked_at, "")});
  }
  fmt::print("{}", json ? rows.dump(2) + "\n" : table.to_string());
  return kDone;
}

int run_revoke(Context& context, const std::string& id) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto done =
      session->read([&](store::Transaction& app) { return store::revoke_api_key(app, id, Context::now()); });
  return done ? kDone : report(done.error());
}

}  // namespace

void add_workspace_key(CLI::App& workspace, Context& context, Action& chosen) {
  auto* key = workspace.add_subcommand("key", "API keys: who may ask `connections serve` about this workspace");
  key->require_subcommand(1);
  auto word = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);

  auto* create = key->add_subcommand("create", "Make a key and print it, once");
  create->footer("Example:  connections --workspace seaside workspace key create dashboard");
  create->add_option("NAME", *word, "what it is for")->required();
  create->callback([&context, &chosen, word] { chosen = [&context, word] { return run_create(context, *word); }; });

  auto* list =
      key->add_subcommand("list", "Every key of the workspace, when it was used last, and whether it is revoked");
  list->footer("Example:  connections workspace key list --json");
  list->add_flag("--json", *json, "print a JSON array");
  list->callback([&context, &chosen, json] { chosen = [&context, json] { return run_list(context, *json); }; });

  auto* revoke = key->add_subcommand("revoke", "End a key, from the next request on");
  revoke->footer("Example:  connections workspace key revoke 3fa85f64-5717-4562-b3fc-2c963f66afa6");
  revoke->add_option("ID", *word, "its id, as `list` shows it")->required();
  revoke->callback([&context, &chosen, word] { chosen = [&context, word] { return run_revoke(context, *word); }; });
}

}  // namespace connections::app
