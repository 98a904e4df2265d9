#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/connection_choice.h"
#include "app/gmail_connect.h"
#include "app/gmail_session.h"
#include "app/terminal/print_json.h"
#include "source/gmail/api/labels.h"
#include "view/connection_view.h"
#include "view/table.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

Result<std::vector<source::Label>> read_labels(Context& context, const std::string& connection) {
  auto session = TRY(StoreSession::open(context));
  const auto wanted = TRY(choose_connection(session, connection));
  auto gmail = TRY(GmailSession::open(context));
  auto access = gmail->access(session.workspace, wanted);
  access.timing.max_tries = source::kInteractiveTries;
  return source::list_labels(access);
}

constexpr Option kConnection{"--connection", "id or name", Option::Type::kText, true};
constexpr Option kNoBrowser{"--no-browser", "only print the address to open", Option::Type::kFlag};
constexpr Option kRedirectPort{.name = "--redirect-port",
                               .doc = "port of this machine that Google's answer comes to",
                               .type = Option::Type::kWhole,
                               .least = 0,
                               .most = 65'535};
constexpr Option kTimeout{.name = "--timeout",
                          .doc = "seconds to wait for you",
                          .type = Option::Type::kWhole,
                          .fallback = "300",
                          .least = 1,
                          .most = 600};

int run_labels(Context& context, const Arguments& arguments) {
  const auto labels = read_labels(context, arguments.text(kConnection));
  if (!labels) return report(labels.error());
  if (arguments.has(kJsonArray)) {
    ordered_json rows = ordered_json::array();
    for (const auto& label : *labels) rows.push_back(view::label_json(label.id, label.name, label.system));
    print_json(rows);
    return kDone;
  }
  view::Table table({"label", "id", "type"});
  for (const auto& label : *labels) table.add({label.name, label.id, label.system ? "system" : "user"});
  fmt::print("{}", table.to_string());
  return kDone;
}

int run_connect(Context& context, const Arguments& arguments) {
  ConnectOptions options;
  options.connection = arguments.text(kConnection);
  options.no_browser = arguments.has(kNoBrowser);
  if (arguments.has(kRedirectPort)) options.redirect_port = static_cast<int>(arguments.whole(kRedirectPort));
  options.timeout_seconds = static_cast<int>(arguments.whole(kTimeout));
  options.json = arguments.has(kJsonObject);
  return run_gmail_connect(context, options);
}

constexpr Command kCommands[]{
    {.path = "gmail", .summary = "Access to Gmail mailboxes"},
    {.path = "gmail connect",
     .summary = "Give a connection access to a mailbox, through Google's own page",
     .options = {&kConnection, &kNoBrowser, &kRedirectPort, &kTimeout, &kJsonObject},
     .examples = "Examples:  connections gmail connect --connection airbnb\n"
                 "           connections gmail connect --connection airbnb --no-browser --redirect-port 9000\n\n"
                 "Asks for reading mail (gmail.readonly) and nothing else. The address\n"
                 "http://127.0.0.1:PORT/oauth/callback must be registered with your OAuth client; config/README.md\n"
                 "shows how to make one.",
     .run = run_connect},
    {.path = "gmail labels",
     .summary = "The labels of a connected mailbox",
     .options = {&kConnection, &kJsonArray},
     .examples = "Example:  connections gmail labels --connection airbnb --json",
     .run = run_labels},
};

}  // namespace

std::span<const Command> gmail_commands() { return kCommands; }

}  // namespace connections::app
