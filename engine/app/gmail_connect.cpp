#include "app/gmail_connect.h"

#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/gmail_grant.h"
#include "app/connection_choice.h"
#include "app/gmail_look.h"
#include "app/gmail_session.h"
#include "app/terminal/browser.h"
#include "app/terminal/print_json.h"
#include "app/terminal/report.h"
#include "server/http/loopback_redirect.h"
#include "view/connection_view.h"
#include "view/error_view.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

/// On standard error: standard output belongs to the result.
void show_address(const std::string& url, bool opened) {
  fmt::print(stderr, "{}\n\n  {}\n\nWaiting for the answer …\n",
             opened ? "Your browser opens Google's page. If it does not, open this address:"
                    : "Open this address in a browser on this machine, and allow reading your mail:",
             url);
  std::fflush(stderr);
}

Result<account::FinishedGrant> connect(Context& context, const ConnectOptions& options) {
  auto session = TRY(StoreSession::open(context));
  const auto wanted = TRY(choose_connection(session, options.connection));
  auto gmail = TRY(GmailSession::open(context));
  auto redirect = TRY(server::LoopbackRedirect::listen(
      options.redirect_port.value_or(static_cast<int>(gmail->google().redirect_port))));
  account::GmailAccounts& accounts = gmail->accounts();
  const auto begun = TRY(account::begin_grant(accounts, session.workspace, wanted.id, redirect->uri()));
  show_address(begun.consent_url, !options.no_browser && open_in_browser(begun.consent_url));
  const auto code = TRY(redirect->wait(begun.state, std::chrono::seconds(options.timeout_seconds)));
  return account::finish_grant(accounts, {.state = begun.state, .code = code, .binding = begun.binding},
                               look_into_mailbox(*gmail));
}

ordered_json to_json(const Result<account::FinishedGrant>& done) {
  ordered_json all = done ? view::to_json(done->connection) : ordered_json::object();
  if (!done)
    all["error"] = view::to_json(done.error());
  else if (done->label_error)
    all["error"] = view::to_json(*done->label_error);
  return all;
}

void print_text(const account::FinishedGrant& done) {
  const store::Connection& now = done.connection;
  fmt::print("Connected to {}.\n", now.gmail_address.empty() ? "the mailbox" : now.gmail_address);
  if (!done.earlier_address.empty() && done.earlier_address != now.gmail_address)
    fmt::print(
        "Before, this connection read {}. If that is not what you want:  connections gmail connect "
        "--connection '{}'\n",
        done.earlier_address, now.name);
  if (!done.label_error)
    fmt::print("The label '{}' is there.\nNext:  connections sync --connection '{}'\n", now.reservation_label,
               now.name);
}

}  // namespace

int run_gmail_connect(Context& context, const ConnectOptions& options) {
  const auto done = connect(context, options);
  if (options.json) print_json(to_json(done));
  if (!done) return options.json ? kFailed : report(done.error());
  if (!options.json) print_text(*done);
  if (!done->label_error) return kDone;
  if (options.json) return kFailed;
  report(*done->label_error);
  fmt::print(stderr,
             "The access is stored. Create that label in Gmail, or name one that exists:\n"
             "  connections connection set-label '{0}' LABEL\n  connections sync --connection '{0}'\n",
             done->connection.name);
  return kFailed;
}

}  // namespace connections::app
