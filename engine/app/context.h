#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/paths.h"
#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "plugin/parsers.h"
#include "plugin/registry.h"
#include "rules/language/load_rule_book.h"
#include "settings/settings.h"
#include "store/cluster/private_cluster.h"
#include "store/sql/database.h"

namespace connections::app {

/// What a person typed before the command. Empty: the default of config and installation.
struct GlobalOptions {
  std::filesystem::path config_folder;
  std::filesystem::path data_folder;
  std::filesystem::path rules_folder;
  std::string database_url;
  std::string workspace = "default";
  std::filesystem::path key_file;  ///< of the master keys
};

/// What commands need, made on first use and kept: configuration, rule book, parsers, database.
/// One a process, used from the main thread; refers to `options`, which must outlive it.
class Context {
 public:
  explicit Context(const GlobalOptions& options);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] const GlobalOptions& options() const noexcept { return options_; }
  [[nodiscard]] Result<const Installation*> installation();
  /// config/connections.yaml and plugins.yaml. Every mistake in them is printed on standard error; then kConfigInvalid.
  [[nodiscard]] Result<const settings::Settings*> settings();
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
  [[nodiscard]] Result<store::Logins> logins();

  const GlobalOptions& options_;
  std::optional<Installation> installation_;
  std::optional<settings::Settings> settings_;
  std::unique_ptr<plugin::Registry> registry_;
  std::unique_ptr<store::PrivateCluster> cluster_;
  std::unique_ptr<store::Database> database_;
  bool migrated_ = false;
};

}  // namespace connections::app
