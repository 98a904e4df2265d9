#include "app/config.h"

#include <charconv>

#include <fmt/format.h>

#include "app/config_tree.h"

namespace connections::app {
namespace {

struct Budget {
  const char* key;
  std::size_t rules::Budgets::*value;
  double least, most;
};
constexpr double kMiB = 1 << 20;
/// Bounds that keep a slip of the keyboard from switching a guard off, or everything else.
constexpr Budget kBudgets[]{
    {"milliseconds", &rules::Budgets::milliseconds, 1, 60'000},
    {"part_bytes", &rules::Budgets::part_bytes, 1024, 64 * kMiB},
    {"matches_a_rule", &rules::Budgets::matches_a_rule, 1, 10'000},
    {"facts", &rules::Budgets::facts, 1, 100'000},
    {"pattern_memory", &rules::Budgets::pattern_memory, 64 * 1024, 256 * kMiB},
    {"set_memory", &rules::Budgets::set_memory, 64 * 1024, 1024 * kMiB},
};

Result<void> read_budgets(const ConfigTree& tree, rules::Budgets& budgets) {
  TRY(tree.number("accept_at", 0.0, 1.0, budgets.accept_at));
  TRY(tree.number("margin", 0.0, 1.0, budgets.margin));
  for (const Budget& budget : kBudgets) {
    double number = static_cast<double>(budgets.*budget.value);
    TRY(tree.number(budget.key, budget.least, budget.most, number));
    budgets.*budget.value = static_cast<std::size_t>(number);
  }
  return {};
}

Result<void> read_settings(const ConfigTree& tree, Config& config) {
  TRY(tree.only({"database", "data_folder", "google", "mail", "rules", "secrets", "server", "watch"}));
  const ConfigTree database = tree.section("database");
  const ConfigTree mail = tree.section("mail");
  const ConfigTree rules = tree.section("rules");
  const ConfigTree secrets = tree.section("secrets");
  for (const auto& known : {database.only({"url"}), mail.only({"trusted_borders"}), secrets.only({"key_file"}),
                            rules.only({"accept_at", "margin", "milliseconds", "part_bytes", "matches_a_rule", "facts",
                                        "pattern_memory", "set_memory"})})
    if (!known) return known;
  config.database_url = database.text("url").value_or("");
  auto google = TRY(read_google(tree.section("google"), config.folder));
  config.google = std::move(google);
  if (const auto file = secrets.text("key_file"); file && !file->empty()) config.key_file = config.folder / *file;
  config.data_folder = tree.text("data_folder").value_or("");
  if (const auto borders = mail.texts("trusted_borders"); !borders.empty()) config.trusted_borders = borders;
  TRY(read_budgets(rules, config.budgets));
  TRY(read_server(tree.section("server"), config.server));
  return read_watch(tree.section("watch"), config.watch);
}

Result<void> read_plugins(const ConfigTree& tree, Config& config) {
  TRY(tree.only({"plugins"}));
  for (const ConfigTree& one : tree.items("plugins")) {
    TRY(one.only({"id", "file", "sha256", "required"}));
    plugin::AllowedPlugin plugin{.id = one.text("id").value_or(""),
                                 .file = one.text("file").value_or(""),
                                 .sha256 = one.text("sha256").value_or(""),
                                 .required = one.text("required") == "true"};
    const bool bare = plugin.file.find('/') == std::string::npos;
    if (plugin.id.empty() || plugin.file.empty() || (!bare && !std::filesystem::path(plugin.file).is_absolute()))
      return fail(Errc::kConfigInvalid,
                  "a plugin needs an id, and a file: a bare name in the plugin folder, or an absolute path",
                  one.place());
    config.plugins.push_back(std::move(plugin));
  }
  return {};
}

}  // namespace

Result<Config> read_config(const std::filesystem::path& folder) {
  Config config;
  config.folder = folder;
  const std::pair<const char*, Result<void> (*)(const ConfigTree&, Config&)> files[]{
      {"connections.yaml", read_settings}, {"plugins.yaml", read_plugins}};
  for (const auto& [name, read] : files) {
    const auto tree = TRY(ConfigTree::read(folder / name));
    TRY(read(tree, config));
  }
  return config;
}

}  // namespace connections::app
