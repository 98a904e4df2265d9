#include "app/context.h"

#include <chrono>

#include <fmt/format.h>

#include "store/cluster/private_cluster.h"
#include "store/migrations/migrate.h"
#include "store/tables/workspace_store.h"

namespace connections::app {
namespace {

constexpr const char* kDefaultWorkspace = "default";

}  // namespace

Context::Context(const Settings& settings) : settings_(settings) {}
Context::~Context() = default;

Instant Context::now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

Result<const Installation*> Context::installation() {
  if (!installation_) {
    auto found = TRY(find_installation());
    installation_ = std::move(found);
  }
  return &*installation_;
}

Result<const Config*> Context::config() {
  if (config_) return &*config_;
  std::filesystem::path folder = settings_.config_folder;
  if (folder.empty()) {
    const auto found = TRY(installation());
    folder = found->config;
  }
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored))
    return fail(Errc::kNotFound, "there is no configuration folder here", folder.string());
  auto read = TRY(read_config(folder));
  config_ = std::move(read);
  return &*config_;
}

std::filesystem::path Context::data_folder() const {
  if (!settings_.data_folder.empty()) return std::filesystem::absolute(settings_.data_folder);
  if (config_ && !config_->data_folder.empty()) return config_->data_folder;
  return default_data_folder();
}

std::filesystem::path Context::key_file() const {
  if (!settings_.key_file.empty()) return std::filesystem::absolute(settings_.key_file);
  if (config_ && !config_->key_file.empty()) return std::filesystem::absolute(config_->key_file);
  return data_folder() / "keys" / "master.keys";
}

Result<rules::LoadOptions> Context::load_options() {
  const auto settings = TRY(config());
  rules::LoadOptions options;
  options.rules = settings_.rules_folder;
  if (options.rules.empty()) {
    const auto found = TRY(installation());
    options.rules = found->rules;
  }
  const auto overrides = settings->folder / "rules.d";
  if (std::filesystem::is_directory(overrides)) options.overrides = overrides;
  options.engine_version = CONNECTIONS_VERSION;
  options.budgets = settings->budgets;
  return options;
}

Result<plugin::RegistryOptions> Context::registry_options() {
  auto rules = TRY(load_options());
  const auto found = TRY(installation());
  return plugin::RegistryOptions{
      .rules = std::move(rules), .allowed = (*config())->plugins, .plugin_folder = found->plugins, .state_folder = {}};
}

Result<plugin::Registry*> Context::registry() {
  if (registry_) return registry_.get();
  auto options = TRY(registry_options());
  auto opened = TRY(plugin::Registry::open(std::move(options)));
  registry_ = std::move(opened);
  for (const auto& entry : registry_->list())
    if (entry.state == "refused") fmt::print(stderr, "connections: parser {} is refused: {}\n", entry.id, entry.why);
  return registry_.get();
}

Result<plugin::Parsers> Context::parsers() {
  const auto all = TRY(registry());
  return all->parsers();
}

Result<std::string> Context::database_url() {
  const auto settings = TRY(config());
  if (!settings_.database_url.empty()) return settings_.database_url;
  if (!settings->database_url.empty()) return settings->database_url;
  auto cluster = TRY(store::PrivateCluster::start(data_folder(), cluster_options));
  if (!cluster.notice().empty()) fmt::print(stderr, "connections: {}\n", cluster.notice());
  std::string url = cluster.url();
  cluster_ = std::make_unique<store::PrivateCluster>(std::move(cluster));
  return url;
}

Result<store::Database*> Context::unmigrated_database() {
  if (database_) return database_.get();
  const auto url = TRY(database_url());
  auto opened = TRY(store::Database::open(url));
  database_ = std::make_unique<store::Database>(std::move(opened));
  return database_.get();
}

Result<store::Database*> Context::database() {
  auto opened = unmigrated_database();
  if (!opened || migrated_) return opened;
  TRY(store::migrate(**opened, now()));
  migrated_ = true;
  return opened;
}

Result<WorkspaceId> Context::workspace() {
  auto opened = TRY(database());
  return opened->as_owner([&](store::Transaction& owner) -> Result<WorkspaceId> {
    auto found = TRY(store::find_workspace(owner, settings_.workspace));
    if (found) return found->id;
    if (settings_.workspace != kDefaultWorkspace)
      return fail(Errc::kNotFound, fmt::format("there is no workspace '{}'", settings_.workspace), "--workspace",
                  "connections workspace create NAME makes one; connections workspace list shows them");
    auto made = TRY(store::create_workspace(owner, kDefaultWorkspace, now()));
    return made.id;
  });
}

}  // namespace connections::app
