#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"

namespace connections::app {
namespace {

/// A URL without what may be a secret: "postgresql://…@host/name" keeps scheme, host and name.
std::string masked(const std::string& url) {
  if (url.empty()) return "";
  const auto scheme = url.find("://");
  const auto at = url.find('@');
  if (scheme == std::string::npos) return "(set)";
  const std::string rest = at == std::string::npos ? url.substr(scheme + 3) : url.substr(at + 1);
  return url.substr(0, scheme + 3) + (at == std::string::npos ? "" : "***@") + rest.substr(0, rest.find('?'));
}

int run_show(Context& context, bool json) {
  const auto config = context.config();
  if (!config) return report(config.error());
  const auto rules = context.load_options();
  if (!rules) return report(rules.error());
  const Settings& typed = context.settings();
  const std::string url = typed.database_url.empty() ? (*config)->database_url : typed.database_url;
  const rules::Budgets& budgets = (*config)->budgets;
  const nlohmann::ordered_json all{{"config", (*config)->folder.string()},
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
                                   {"set_memory", budgets.set_memory}};
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
