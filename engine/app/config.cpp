#include "app/config.h"

#include <charconv>

#include <fmt/format.h>

#include "app/config_tree.h"

namespace connections::app {
namespace {

Result<void> read_settings(const ConfigTree& tree, Config& config) {
  if (auto known = tree.only({"database", "data_folder", "google", "mail", "rules", "secrets", "server", "watch"});
      !known)
    return known;
  const ConfigTree database = tree.section("database");
  const ConfigTree mail = tree.section("mail");
  const ConfigTree rules = tree.section("rules");
  const ConfigTree secrets = tree.section("secrets");
  for (const auto& known : {database.only({"url"}), mail.only({"trusted_borders"}), secrets.only({"key_file"}),
                            rules.only({"accept_at", "margin", "milliseconds"})})
    if (!known) return known;
  config.database_url = database.text("url").value_or("");
  auto google = read_google(tree.section("google"), config.folder);
  if (!google) return std::unexpected(google.error());
  config.google = std::move(*google);
  if (const auto file = secrets.text("key_file"); file && !file->empty()) config.key_file = config.folder / *file;
  config.data_folder = tree.text("data_folder").value_or("");
  if (const auto borders = mail.texts("trusted_borders"); !borders.empty()) config.trusted_borders = borders;
  if (auto number = rules.number("accept_at", 0.0, 1.0, config.budgets.accept_at); !number) return number;
  if (auto number = rules.number("margin", 0.0, 1.0, config.budgets.margin); !number) return number;
  double milliseconds = static_cast<double>(config.budgets.milliseconds);
  if (auto number = rules.number("milliseconds", 1, 60'000, milliseconds); !number) return number;
  config.budgets.milliseconds = static_cast<std::size_t>(milliseconds);
  if (auto server = read_server(tree.section("server"), config.server); !server) return server;
  return read_watch(tree.section("watch"), config.watch);
}

Result<void> read_plugins(const ConfigTree& tree, Config& config) {
  if (auto known = tree.only({"plugins"}); !known) return known;
  for (const ConfigTree& one : tree.items("plugins")) {
    if (auto known = one.only({"id", "file", "sha256", "required"}); !known) return known;
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
    const auto tree = ConfigTree::read(folder / name);
    if (!tree) return std::unexpected(tree.error());
    if (auto done = read(*tree, config); !done) return std::unexpected(done.error());
  }
  return config;
}

}  // namespace connections::app
