#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "secrets/api_key.h"
#include "store/access/api_key_store.h"
#include "view/access/key_view.h"

namespace connections::app {
namespace {

constexpr Option kName{"NAME", "what it is for", Option::Type::kText, true};
constexpr Option kRole{.name = "--role",
                       .doc = "reader: read; operator: sync, decide and undo too; owner: everything",
                       .fallback = "operator",
                       .words = "reader|operator|owner"};
constexpr Option kId{"ID", "its id, as `list` shows it", Option::Type::kText, true};

int run_create(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const std::string key = secrets::new_api_key();
  const auto made = session->transact([&](store::Transaction& app) {
    return store::create_api_key(app,
                                 {.name = arguments.text(kName),
                                  .key_hash = secrets::api_key_hash(key),
                                  .role = store::key_role(arguments.text(kRole)).value_or(store::KeyRole::kReader)},
                                 Context::now());
  });
  if (!made) return report(made.error());
  fmt::print("{}\n", key);
  fmt::print(stderr, "connections: keep it now, it is not shown again; its id is {}\n", made->id);
  return kDone;
}

int run_list(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto all = session->transact([](store::Transaction& app) { return store::list_api_keys(app); });
  if (!all) return report(all.error());
  if (arguments.has(kJsonArray))
    print_json(view::keys_json(*all));
  else
    fmt::print("{}", view::keys_table(*all));
  return kDone;
}

int run_revoke(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto done = session->transact(
      [&](store::Transaction& app) { return store::revoke_api_key(app, arguments.text(kId), Context::now()); });
  return done ? kDone : report(done.error());
}

constexpr Command kCommands[]{
    {.path = "workspace key", .summary = "API keys: who may ask `connections serve` about this workspace"},
    {.path = "workspace key create",
     .summary = "Make a key and print it, once",
     .options = {&kRole, &kName},
     .examples = "Examples:  connections --workspace seaside workspace key create dashboard --role reader\n"
                 "           connections workspace key create host-application --role owner",
     .run = run_create},
    {.path = "workspace key list",
     .summary = "Every key of the workspace, when it was used last, and whether it is revoked",
     .options = {&kJsonArray},
     .examples = "Example:  connections workspace key list --json",
     .run = run_list},
    {.path = "workspace key revoke",
     .summary = "End a key, from the next request on",
     .options = {&kId},
     .examples = "Example:  connections workspace key revoke 3fa85f64-5717-4562-b3fc-2c963f66afa6",
     .run = run_revoke},
};

}  // namespace

std::span<const Command> workspace_key_commands() { return kCommands; }

}  // namespace connections::app
