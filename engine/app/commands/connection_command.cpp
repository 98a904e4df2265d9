#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/connection_changes.h"
#include "app/connection_view.h"
#include "app/known_platform.h"
#include "app/store_session.h"
#include "app/terminal/table.h"
#include "store/tables/connection_store.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

int run_create(Context& context, store::NewConnection wanted, bool json) {
  if (wanted.platform != "auto")  // else each mail is asked
    if (const auto known = check_platform(context, wanted.platform); !known) return report(known.error());
  if (!wanted.folder_path.empty()) {
    wanted.source_kind = store::SourceKind::kFolder;
    wanted.folder_path = std::filesystem::absolute(wanted.folder_path).lexically_normal().string();
    if (!std::filesystem::exists(wanted.folder_path))
      return report(Error{Errc::kNotFound, "there is no such folder", wanted.folder_path, {}});
  }
  if (wanted.name.empty()) wanted.name = wanted.platform;
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto made =
      session->read([&](store::Transaction& app) { return store::create_connection(app, wanted, Context::now()); });
  if (!made) return report(made.error());
  if (json)
    fmt::print("{}\n", to_json(*made).dump(2));
  else
    fmt::print("{}\nNext:  connections {} --connection '{}'\n", made->id.value,
               made->source_kind == store::SourceKind::kGmail ? "gmail connect" : "sync", made->name);
  return kDone;
}

int run_list(Context& context, bool json) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto all = session->read([](store::Transaction& app) { return store::list_connections(app); });
  if (!all) return report(all.error());
  if (json) {
    ordered_json rows = ordered_json::array();
    for (const auto& one : *all) rows.push_back(to_json(one));
    fmt::print("{}\n", rows.dump(2));
    return kDone;
  }
  Table table({"id", "name", "platform", "source", "label or folder", "gmail_status", "last sync"});
  for (const auto& one : *all)
    table.add({one.id.value, one.name, one.platform, std::string(store::name(one.source_kind)),
               one.source_kind == store::SourceKind::kFolder ? one.folder_path : one.reservation_label,
               one.source_kind == store::SourceKind::kFolder ? "" : std::string(store::name(one.gmail_status)),
               one.last_synced_at ? to_rfc3339(*one.last_synced_at) : "never"});
  if (table.empty())
    fmt::print(
        "No connections yet:  connections connection create --platform airbnb --label Airbnb --folder ~/mail/airbnb\n");
  else
    fmt::print("{}", table.to_string());
  return kDone;
}

void add_changes(CLI::App& connection, Context& context, Action& chosen) {
  auto which = std::make_shared<std::string>();
  auto label = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  auto sure = std::make_shared<bool>(false);

  auto* show = connection.add_subcommand("show", "One connection: its label, its mailbox, its state");
  show->footer("Example:  connections connection show airbnb --json");
  show->callback(
      [=, &context, &chosen] { chosen = [=, &context] { return run_show_connection(context, *which, *json); }; });
  auto* set_label = connection.add_subcommand("set-label", "Watch another label; the next sync reads all of it");
  set_label->footer("Example:  connections connection set-label airbnb 'Stays/Airbnb'");
  set_label->callback(
      [=, &context, &chosen] { chosen = [=, &context] { return run_set_label(context, *which, *label, *json); }; });
  auto* remove = connection.add_subcommand("delete", "End the access to the mailbox and forget the connection");
  remove->footer("Example:  connections connection delete airbnb --yes\n\nThe mails stay archived; the name is free.");
  remove->add_flag("--yes", *sure, "do not ask");
  remove->callback([=, &context, &chosen] {
    chosen = [=, &context] { return run_delete_connection(context, *which, *sure, *json); };
  });
  for (auto* one : {show, set_label, remove}) {
    one->add_option("connection", *which, "id or name")->required();
    one->add_flag("--json", *json, "print one JSON object");
  }
  set_label->add_option("label", *label, "exact name of the Gmail label")->required();
}

}  // namespace

void add_connection_command(CLI::App& program, Context& context, Action& chosen) {
  auto* connection =
      program.add_subcommand("connection", "Mailboxes that are read: one label, or one folder, a platform");
  connection->require_subcommand(1);
  auto wanted = std::make_shared<store::NewConnection>();
  auto json = std::make_shared<bool>(false);

  auto* create = connection->add_subcommand("create", "Watch a label of Gmail, or a folder of mails");
  create->footer(
      "Examples:  connections connection create --platform airbnb --label Airbnb --folder ~/mail/airbnb\n"
      "           connections connection create --platform vrbo --label Vrbo\n\n"
      "A folder holds .eml files, a Maildir or an mbox. Nothing is ever written to it.");
  create
      ->add_option("--platform", wanted->platform,
                   "whose mails the label holds: one of connections plugins list, or auto")
      ->required();
  create->add_option("--name", wanted->name, "what you call it (default: the platform)");
  create->add_option("--label", wanted->reservation_label, "exact name of the Gmail label");
  create->add_option("--folder", wanted->folder_path, "read this folder instead of Gmail");
  create->add_flag("--json", *json, "print one JSON object");
  create->callback([&context, &chosen, wanted, json] {
    chosen = [&context, wanted, json] { return run_create(context, *wanted, *json); };
  });

  auto* list = connection->add_subcommand("list", "Every connection, its state and its last sync");
  list->footer("Example:  connections connection list --json");
  list->add_flag("--json", *json, "print a JSON array");
  list->callback([&context, &chosen, json] { chosen = [&context, json] { return run_list(context, *json); }; });
  add_changes(*connection, context, chosen);
}

}  // namespace connections::app
