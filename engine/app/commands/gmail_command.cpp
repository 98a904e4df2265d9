#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/connection_choice.h"
#include "app/gmail_connect.h"
#include "app/gmail_session.h"
#include "app/terminal/table.h"
#include "source/gmail/api/labels.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

Result<std::vector<source::Label>> read_labels(Context& context, const std::string& connection) {
  auto session = TRY(StoreSession::open(context));
  const auto wanted = TRY(choose_connection(session, connection));
  auto gmail = TRY(GmailSession::open(context));
  auto access = gmail->access(session.workspace, wanted);
  access.timing.most_tries = source::kTriesWhileWaitedFor;
  return source::list_labels(access);
}

int run_labels(Context& context, const std::string& connection, bool json) {
  const auto labels = read_labels(context, connection);
  if (!labels) return report(labels.error());
  if (json) {
    ordered_json rows = ordered_json::array();
    for (const auto& label : *labels)
      rows.push_back({{"id", label.id}, {"name", label.name}, {"type", label.system ? "system" : "user"}});
    fmt::print("{}\n", rows.dump(2));
    return kDone;
  }
  Table table({"label", "id", "type"});
  for (const auto& label : *labels) table.add({label.name, label.id, label.system ? "system" : "user"});
  fmt::print("{}", table.to_string());
  return kDone;
}

void add_connect(CLI::App& gmail, Context& context, Action& chosen) {
  auto options = std::make_shared<ConnectOptions>();
  auto* connect = gmail.add_subcommand("connect", "Give a connection access to a mailbox, through Google's own page");
  connect->footer(
      "Examples:  connections gmail connect --connection airbnb\n"
      "           connections gmail connect --connection airbnb --no-browser --redirect-port 9000\n\n"
      "Asks for reading mail (gmail.readonly) and nothing else. The address http://127.0.0.1:PORT/oauth/callback must\n"
      "be registered with your OAuth client; config/README.md shows how to make one.");
  connect->add_option("--connection", options->connection, "id or name")->required();
  connect->add_flag("--no-browser", options->no_browser, "only print the address to open");
  connect->add_option("--redirect-port", options->redirect_port, "port of this machine that Google's answer comes to")
      ->check(CLI::Range(0, 65'535));
  connect->add_option("--timeout", options->timeout_seconds, "seconds to wait for you")
      ->check(CLI::Range(1, 600))
      ->capture_default_str();
  connect->add_flag("--json", options->json, "print one JSON object");
  connect->callback(
      [&context, &chosen, options] { chosen = [&context, options] { return run_gmail_connect(context, *options); }; });
}

void add_labels(CLI::App& gmail, Context& context, Action& chosen) {
  auto connection = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  auto* labels = gmail.add_subcommand("labels", "The labels of a connected mailbox");
  labels->footer("Example:  connections gmail labels --connection airbnb --json");
  labels->add_option("--connection", *connection, "id or name")->required();
  labels->add_flag("--json", *json, "print a JSON array");
  labels->callback([&context, &chosen, connection, json] {
    chosen = [&context, connection, json] { return run_labels(context, *connection, *json); };
  });
}

}  // namespace

void add_gmail_command(CLI::App& program, Context& context, Action& chosen) {
  auto* gmail = program.add_subcommand("gmail", "Access to Gmail mailboxes");
  gmail->require_subcommand(1);
  add_connect(*gmail, context, chosen);
  add_labels(*gmail, context, chosen);
}

}  // namespace connections::app
