#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/known_platform.h"
#include "app/store_session.h"
#include "app/table.h"
#include "store/connection_store.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const store::Connection& one) {
  const auto time = [](const std::optional<Instant>& at) {
    return at ? ordered_json(to_rfc3339(*at)) : ordered_json(nullptr);
  };
  return {{"id", one.id.value},
          {"name", one.name},
          {"platform", one.platform},
          {"source", store::name(one.source_kind)},
          {"reservation_label", one.reservation_label},
          {"folder", one.folder_path},
          {"gmail_status", store::name(one.gmail_status)},
          {"gmail_error", one.gmail_error},
          {"error_since", time(one.error_since)},
          {"last_synced_at", time(one.last_synced_at)}};
}

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
    fmt::print("{}\nNext:  connections sync --connection {}\n", made->id.value, made->name);
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
}

}  // namespace connections::app
