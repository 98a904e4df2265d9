#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/config.h"
#include "app/paths.h"
#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "plugin/parsers.h"
#include "plugin/registry.h"
#include "rules/language/load_rule_book.h"
#include "store/cluster/private_cluster.h"
#include "store/sql/database.h"

namespace connections::app {

/// What a person typed before the command. Empty: the default of config and installation.
struct Settings {
  std::filesystem::path config_folder;
  std::filesystem::path data_folder;
  std::filesystem::path rules_folder;
  std::string database_url;
  std::string workspace = "default";
  std::filesystem::path key_file;  ///< of the master keys
};

/// What commands need, made on first use and kept: configuration, rule book, parsers, database.
/// One a process, used from the main thread; refers to `settings`, which must outlive it.
class Context {
 public:
  explicit Context(const Settings& settings);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] const Settings& settings() const noexcept { return settings_; }
  [[nodiscard]] Result<const Installation*> installation();
  [[nodiscard]] Result<const Config*> config();
  [[nodiscard]] std::filesystem::path data_folder() const;
  /// As typed (or CONNECTIONS_MASTER_KEY_FILE), else secrets.key_file, else keys/master.keys in the data folder.
  [[nodiscard]] std::filesystem::path key_file() const;
  [[nodiscard]] Result<rules::LoadOptions> load_options();

  [[nodiscard]] Result<plugin::RegistryOptions> registry_options();

  /// The loaded rule book and parsers. A refused optional plugin is told on standard error, not fatal.
  [[nodiscard]] Result<plugin::Registry*> registry();
  [[nodiscard]] Result<plugin::Parsers> parsers();

  /// Opened and migrated; starts the private cluster if no URL is given.
  [[nodiscard]] Result<store::Database*> database();
  /// The id of the workspace typed; the first use of a new installation makes "default".
  [[nodiscard]] Result<WorkspaceId> workspace();

  /// As found, for `db migrate` and `db status`.
  [[nodiscard]] Result<store::Database*> unmigrated_database();
  /// The private cluster, if one was started; else null.
  [[nodiscard]] store::PrivateCluster* cluster() noexcept { return cluster_.get(); }
  store::ClusterOptions cluster_options;  ///< the demo's data may be lost; everyone else's may not

  /// The only clock below the commands.
  [[nodiscard]] static Instant now();

 private:
  [[nodiscard]] Result<std::string> database_url();

  const Settings& settings_;
  std::optional<Installation> installation_;
  std::optional<Config> config_;
  std::unique_ptr<plugin::Registry> registry_;
  std::unique_ptr<store::PrivateCluster> cluster_;
  std::unique_ptr<store::Database> database_;
  bool migrated_ = false;
};

}  // namespace connections::app
