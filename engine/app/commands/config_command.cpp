#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/print_json.h"
#include "settings/show_settings.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

/// "server.workers   2": one line a setting.
void print_lines(const ordered_json& all, const std::string& prefix) {
  for (const auto& [key, value] : all.items()) {
    const std::string path = prefix + key;
    if (value.is_object())
      print_lines(value, path + ".");
    else
      fmt::print("{:<30} {}\n", path, value.is_string() ? value.get<std::string>() : value.dump());
  }
}

int run_show(Context& context, const Arguments& arguments) {
  const auto read = context.settings();
  if (!read) return report(read.error());
  const auto rules = context.load_options();
  if (!rules) return report(rules.error());
  const GlobalOptions& typed = context.options();
  const std::string& url = typed.database_url.empty() ? (*read)->database_url : typed.database_url;
  const ordered_json all{{"config", (*read)->folder.string()},
                         {"data_folder", context.data_folder().string()},
                         {"database", url.empty() ? "private cluster in the data folder" : settings::masked_url(url)},
                         {"rules", rules->rules.string()},
                         {"overrides", rules->overrides.string()},
                         {"key_file", context.key_file().string()},
                         {"workspace", typed.workspace},
                         {"settings", settings::show_settings(**read)}};
  if (arguments.has(kJsonObject))
    print_json(all);
  else
    print_lines(all, "");
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "config", .summary = "The settings in force"},
    {.path = "config show",
     .summary = "Every setting and where it points, secrets masked",
     .options = {&kJsonObject},
     .examples = "Example:  connections config show --json",
     .run = run_show},
};

}  // namespace

std::span<const Command> config_commands() { return kCommands; }

}  // namespace connections::app
