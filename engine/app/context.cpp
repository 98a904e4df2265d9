#include "app/context.h"

#include <chrono>

#include <fmt/format.h>

#include "store/cluster/private_cluster.h"
#include "store/migrations/migrate.h"
#include "store/tables/workspace_store.h"

namespace connections::app {
namespace {

constexpr const char* kDefaultWorkspace = "default";

/// Below the working folder, if there is one; else as it is.
std::filesystem::path absolute_path(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(path, error);
  return error ? path : whole;
}

}  // namespace

Context::Context(const GlobalOptions& options) : options_(options) {}
Context::~Context() = default;

Instant Context::now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

Result<const Installation*> Context::installation() {
  if (!installation_) {
    auto found = TRY(find_installation());
    installation_ = std::move(found);
  }
  return &*installation_;
}

Result<const settings::Settings*> Context::settings() {
  if (settings_) return &*settings_;
  std::filesystem::path folder = options_.config_folder;
  if (folder.empty()) folder = own_config_folder();
  if (folder.empty()) folder = TRY(installation())->config;
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored))
    return fail(Errc::kNotFound, "configuration folder not found", folder.string());
  auto read = settings::read_settings(folder);
  if (!read.settings) {
    fmt::print(stderr, "{}", rules::render(read.diagnostics, rules::DiagnosticFormat::kText));
    return fail(Errc::kConfigInvalid, fmt::format("the settings have {} errors", read.diagnostics.size()),
                folder.string(), "config/README.md lists every setting");
  }
  settings_ = std::move(read.settings);
  return &*settings_;
}

std::filesystem::path Context::data_folder() const {
  if (!options_.data_folder.empty()) return absolute_path(options_.data_folder);
  if (settings_ && !settings_->data_folder.empty()) return settings_->data_folder;
  return default_data_folder();
}

std::filesystem::path Context::key_file() const {
  if (!options_.key_file.empty()) return absolute_path(options_.key_file);
  if (settings_ && !settings_->key_file.empty()) return absolute_path(settings_->folder / settings_->key_file);
  return data_folder() / "keys" / "master.keys";
}

Result<rules::LoadOptions> Context::load_options() {
  const auto read = TRY(settings());
  rules::LoadOptions load;
  load.rules = options_.rules_folder;
  if (load.rules.empty()) load.rules = TRY(installation())->rules;
  for (const std::string& typed : read->rule_paths) {
    const auto folder = (read->folder / typed).lexically_normal();
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
      return fail(Errc::kNotFound, fmt::format("rules.paths names '{}', which is not a folder", typed),
                  folder.string());
    if (!std::filesystem::equivalent(folder, load.rules, error)) load.further.push_back(folder);
  }
  const auto overrides = read->folder / "rules.d";
  std::error_code ignored;
  if (std::filesystem::is_directory(overrides, ignored)) load.overrides = overrides;
  load.engine_version = CONNECTIONS_VERSION;
  load.budgets = read->budgets;
  return load;
}

Result<plugin::RegistryOptions> Context::registry_options() {
  auto rules = TRY(load_options());
  const auto found = TRY(installation());
  rules.notes = default_cache_folder() / "checked-expressions";
  return plugin::RegistryOptions{.rules = std::move(rules),
                                 .allowed = (*settings())->plugins,
                                 .plugin_folder = found->plugins,
                                 .state_folder = {}};
}

Result<plugin::Registry*> Context::registry() {
  if (registry_) return registry_.get();
  auto options = TRY(registry_options());
  auto opened = TRY(plugin::Registry::open(std::move(options)));
  registry_ = std::move(opened);
  for (const auto& entry : registry_->list())
    if (entry.state == plugin::ParserState::kRefused)
      fmt::print(stderr, "connections: parser {} is refused: {}\n", entry.id, entry.why);
  return registry_.get();
}

Result<plugin::Parsers> Context::parsers() {
  const auto all = TRY(registry());
  return all->parsers();
}

Result<store::Logins> Context::logins() {
  const auto read = TRY(settings());
  const std::string& own = options_.database_url.empty() ? read->database_url : options_.database_url;
  if (!own.empty()) return store::Logins{.owner = own, .app = read->app_url, .calendar = read->calendar_url};
  auto cluster = TRY(store::PrivateCluster::start(data_folder(), cluster_options));
  if (!cluster.notice().empty()) fmt::print(stderr, "connections: {}\n", cluster.notice());
  store::Logins logins = cluster.logins();
  cluster_ = std::make_unique<store::PrivateCluster>(std::move(cluster));
  return logins;
}

Result<store::Database*> Context::unmigrated_database() {
  if (database_) return database_.get();
  auto opened = TRY(store::Database::open(TRY(logins())));
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
    auto found = TRY(store::find_workspace(owner, options_.workspace));
    if (found) return found->id;
    if (options_.workspace != kDefaultWorkspace)
      return fail(Errc::kNotFound, fmt::format("workspace '{}' not found", options_.workspace), "--workspace",
                  "connections workspace create NAME makes one; connections workspace list shows them");
    auto made = TRY(store::create_workspace(owner, kDefaultWorkspace, now()));
    return made.id;
  });
}

}  // namespace connections::app
