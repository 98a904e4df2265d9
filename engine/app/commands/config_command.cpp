#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

/// A URL without what may be a secret: "postgresql://…@host/name" keeps scheme, host and name. A password may hold any
/// sign, an '@' too: all before the last one goes.
std::string masked(const std::string& url) {
  if (url.empty()) return "";
  const auto scheme = url.find("://");
  const auto at = url.rfind('@');
  if (scheme == std::string::npos) return "(set)";
  const std::string rest = at == std::string::npos ? url.substr(scheme + 3) : url.substr(at + 1);
  return url.substr(0, scheme + 3) + (at == std::string::npos ? "" : "***@") + rest.substr(0, rest.find('?'));
}

ordered_json google_json(const GoogleConfig& google) {
  return {{"client_id", google.client.client_id},
          {"client_secret", google.client.client_secret.empty() ? "" : "***"},
          {"auth_url", masked(google.endpoints.auth_url)},
          {"token_url", masked(google.endpoints.token_url)},
          {"revoke_url", masked(google.endpoints.revoke_url)},
          {"api_url", masked(google.endpoints.api_url)},
          {"redirect_port", google.redirect_port},
          {"quota",
           {{"units_per_minute", google.quota.units_per_minute},
            {"get", google.quota.get_units},
            {"list", google.quota.list_units},
            {"history", google.quota.history_units},
            {"label", google.quota.label_units},
            {"in_flight", google.quota.in_flight}}}};
}

ordered_json server_json(const ServerConfig& server) {
  return {{"listen", fmt::format("{}:{}", server.host, server.port)},
          {"sync_minutes", server.sync_minutes},
          {"workers", server.workers}};
}

ordered_json watch_json(const WatchConfig& watch) {
  return {{"topic", watch.topic},
          {"path", watch.path},
          {"audience", watch.audience},
          {"service_account", watch.service_account},
          {"jwks_url", watch.jwks_url}};
}

int run_show(Context& context, bool json) {
  const auto config = context.config();
  if (!config) return report(config.error());
  const auto rules = context.load_options();
  if (!rules) return report(rules.error());
  const Settings& typed = context.settings();
  const std::string url = typed.database_url.empty() ? (*config)->database_url : typed.database_url;
  const rules::Budgets& budgets = (*config)->budgets;
  const ordered_json all{{"config", (*config)->folder.string()},
                         {"data_folder", context.data_folder().string()},
                         {"database", url.empty() ? "private cluster in the data folder" : masked(url)},
                         {"rules", rules->rules.string()},
                         {"overrides", rules->overrides.string()},
                         {"trusted_borders", (*config)->trusted_borders},
                         {"workspace", typed.workspace},
                         {"accept_at", budgets.accept_at},
                         {"margin", budgets.margin},
                         {"milliseconds", budgets.milliseconds},
                         {"part_bytes", budgets.part_bytes},
                         {"matches_a_rule", budgets.matches_a_rule},
                         {"facts", budgets.facts},
                         {"pattern_memory", budgets.pattern_memory},
                         {"set_memory", budgets.set_memory},
                         {"key_file", context.key_file().string()},
                         {"google", google_json((*config)->google)},
                         {"server", server_json((*config)->server)},
                         {"watch", watch_json((*config)->watch)}};
  if (json) {
    fmt::print("{}\n", all.dump(2));
    return kDone;
  }
  for (const auto& [key, value] : all.items())
    fmt::print("{:<16} {}\n", key, value.is_string() ? value.get<std::string>() : value.dump());
  return kDone;
}

}  // namespace

void add_config_command(CLI::App& program, Context& context, Action& chosen) {
  auto* config = program.add_subcommand("config", "The settings in force");
  config->require_subcommand(1);
  auto json = std::make_shared<bool>(false);
  auto* show = config->add_subcommand("show", "Every setting and where it points, secrets masked");
  show->footer("Example:  connections config show --json");
  show->add_flag("--json", *json, "print one JSON object");
  show->callback([&context, &chosen, json] { chosen = [&context, json] { return run_show(context, *json); }; });
}

}  // namespace connections::app
