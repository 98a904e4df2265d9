#include "app/connection_changes.h"

#include <iostream>

#include <fmt/format.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "account/gmail_disconnect.h"
#include "app/connection_choice.h"
#include "app/gmail_session.h"
#include "app/terminal/print_json.h"
#include "app/terminal/report.h"
#include "view/connection_view.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

void print(const store::Connection& one, bool json) {
  const ordered_json all = view::to_json(one);
  if (json) return print_json(all);
  for (const auto& [key, value] : all.items())
    fmt::print("{:<18} {}\n", key, value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump());
}

Result<store::Connection> with_label(StoreSession& session, const ConnectionId& id, const std::string& label) {
  return session.transact([&](store::Transaction& app) -> Result<store::Connection> {
    TRY(store::set_reservation_label(app, id, label));
    return store::find_connection(app, id);
  });
}

/// Without a terminal there is no answer: then only --yes deletes.
bool person_agrees(const store::Connection& one) {
  if (isatty(STDIN_FILENO) == 0) return false;
  fmt::print(stderr, "Delete the connection '{}' and end its access to Gmail? Its mails stay archived. [y/N] ",
             one.name);
  std::string line;
  std::getline(std::cin, line);
  return line == "y" || line == "Y" || line == "yes";
}

void print_deleted(const store::Connection& one, const account::Disconnected& done, bool json) {
  if (json) {
    return print_json(view::deleted_json(one.id, done.revoked, done.why_not));
  }
  fmt::print("Deleted '{}'. Its mails stay archived.\n", one.name);
  if (done.revoked) fmt::print("Google has ended the access.\n");
  if (done.had_tokens && !done.revoked)
    fmt::print(stderr,
               "Google was not told to end the access: {}\n  https://myaccount.google.com/permissions ends it\n",
               done.why_not);
}

Result<account::Disconnected> disconnect(Context& context, const StoreSession& session, const ConnectionId& id) {
  auto gmail = TRY(GmailSession::open(context));
  return account::delete_connection(gmail->accounts(), session.workspace, id);
}

}  // namespace

int run_show_connection(Context& context, const std::string& connection, bool json) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto one = choose_connection(*session, connection);
  if (!one) return report(one.error());
  print(*one, json);
  return kDone;
}

int run_set_label(Context& context, const std::string& connection, const std::string& label, bool json) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto one = choose_connection(*session, connection);
  if (!one) return report(one.error());
  const auto now = with_label(*session, one->id, label);
  if (!now) return report(now.error());
  print(*now, json);
  return kDone;
}

int run_delete_connection(Context& context, const std::string& connection, bool sure, bool json) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto one = choose_connection(*session, connection);
  if (!one) return report(one.error());
  if (!sure && !person_agrees(*one))
    return report(Error{Errc::kInterrupted, "nothing was deleted", {}, "--yes deletes without asking"});
  const auto done = disconnect(context, *session, one->id);
  if (!done) return report(done.error());
  print_deleted(*one, *done, json);
  return kDone;
}

}  // namespace connections::app
