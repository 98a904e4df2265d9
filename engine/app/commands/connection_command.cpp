#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/connection_changes.h"
#include "app/known_platform.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "store/tables/connection_store.h"
#include "view/connection_view.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;

constexpr Option kPlatform{"--platform", "whose mails the label holds: one of connections plugins list, or auto",
                           Option::Type::kText, true};
constexpr Option kName{"--name", "what you call it (default: the platform)"};
constexpr Option kLabel{"--label", "exact name of the Gmail label"};
constexpr Option kFolder{"--folder", "read this folder instead of Gmail"};
constexpr Option kBorder{"--border",
                         "server that received the folder's mails, like mx.google.com: it tells who sent them"};
constexpr Option kConnection{"connection", "id or name", Option::Type::kText, true};
constexpr Option kNewLabel{"label", "exact name of the Gmail label", Option::Type::kText, true};
constexpr Option kYes{"--yes", "do not ask", Option::Type::kFlag};

/// The absolute path of a folder that exists.
Result<std::string> existing_folder(const std::string& typed) {
  std::error_code error;
  const fs::path folder = fs::absolute(typed, error).lexically_normal();
  if (error || !fs::exists(folder, error) || error) return fail(Errc::kNotFound, "folder not found", typed);
  return folder.string();
}

int run_create(Context& context, const Arguments& arguments) {
  store::NewConnection wanted{.platform = arguments.text(kPlatform),
                              .name = arguments.text(kName),
                              .reservation_label = arguments.text(kLabel)};
  if (wanted.platform != "auto")  // else each mail is asked
    if (const auto known = check_platform(context, wanted.platform); !known) return report(known.error());
  if (const std::string& typed = arguments.text(kFolder); !typed.empty()) {
    auto folder = existing_folder(typed);
    if (!folder) return report(folder.error());
    wanted.source_kind = store::SourceKind::kFolder;
    wanted.folder_path = std::move(*folder);
    wanted.border = arguments.text(kBorder);
  } else if (arguments.has(kBorder)) {
    return report(
        {Errc::kInvalidArgument, "only a folder has a border of its own; Gmail's is mx.google.com", "--border", {}});
  }
  if (wanted.name.empty()) wanted.name = wanted.platform;
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto made =
      session->transact([&](store::Transaction& app) { return store::create_connection(app, wanted, Context::now()); });
  if (!made) return report(made.error());
  if (arguments.has(kJsonObject))
    print_json(view::to_json(*made));
  else
    fmt::print("{}\nNext:  connections {} --connection '{}'\n", made->id.value,
               made->source_kind == store::SourceKind::kGmail ? "gmail connect" : "sync", made->name);
  return kDone;
}

int run_list(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto all = session->transact([](store::Transaction& app) { return store::list_connections(app); });
  if (!all) return report(all.error());
  if (arguments.has(kJsonArray))
    print_json(view::connections_json(*all));
  else if (all->empty())
    fmt::print(
        "No connections yet:  connections connection create --platform airbnb --label Airbnb --folder ~/mail/airbnb\n");
  else
    fmt::print("{}", view::connections_table(*all));
  return kDone;
}

int run_show(Context& context, const Arguments& arguments) {
  return run_show_connection(context, arguments.text(kConnection), arguments.has(kJsonObject));
}
int run_label(Context& context, const Arguments& arguments) {
  return run_set_label(context, arguments.text(kConnection), arguments.text(kNewLabel), arguments.has(kJsonObject));
}
int run_delete(Context& context, const Arguments& arguments) {
  return run_delete_connection(context, arguments.text(kConnection), arguments.has(kYes), arguments.has(kJsonObject));
}

constexpr Command kCommands[]{
    {.path = "connection", .summary = "Mailboxes that are read: one label, or one folder, a platform"},
    {.path = "connection create",
     .summary = "Watch a label of Gmail, or a folder of mails",
     .options = {&kPlatform, &kName, &kLabel, &kFolder, &kBorder, &kJsonObject},
     .examples =
         "Examples:  connections connection create --platform airbnb --label Airbnb --folder ~/mail/airbnb\n"
         "           connections connection create --platform vrbo --folder ~/mail --border mx.example.net\n"
         "           connections connection create --platform vrbo --label Vrbo\n\n"
         "A folder holds .eml files, a Maildir or an mbox. Nothing is ever written to it. Without --border its\n"
         "mails are believed as mail.trusted_borders says; a mail that no such server vouches for goes to review.",
     .run = run_create},
    {.path = "connection list",
     .summary = "Every connection, its state and its last sync",
     .options = {&kJsonArray},
     .examples = "Example:  connections connection list --json",
     .run = run_list},
    {.path = "connection show",
     .summary = "One connection: its label, its mailbox, its state",
     .options = {&kConnection, &kJsonObject},
     .examples = "Example:  connections connection show airbnb --json",
     .run = run_show},
    {.path = "connection set-label",
     .summary = "Watch another label; the next sync reads all of it",
     .options = {&kConnection, &kNewLabel, &kJsonObject},
     .examples = "Example:  connections connection set-label airbnb 'Stays/Airbnb'",
     .run = run_label},
    {.path = "connection delete",
     .summary = "End the access to the mailbox and forget the connection",
     .options = {&kYes, &kConnection, &kJsonObject},
     .examples = "Example:  connections connection delete airbnb --yes\n\n"
                 "The mails stay archived; the name is free.",
     .run = run_delete},
};

}  // namespace

std::span<const Command> connection_commands() { return kCommands; }

}  // namespace connections::app
