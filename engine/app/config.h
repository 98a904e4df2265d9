#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/config_google.h"
#include "app/config_server.h"
#include "model/error.h"
#include "plugin/check.h"
#include "rules/book/pack.h"

namespace connections::app {

/// What config/connections.yaml and config/plugins.yaml say.
struct Config {
  std::filesystem::path folder;
  std::string database_url;           ///< may hold a password: never printed
  std::filesystem::path data_folder;  ///< empty: the default
  std::filesystem::path key_file;     ///< of the master keys; empty: keys/master.keys in the data folder
  GoogleConfig google;                ///< holds a secret: never printed
  std::vector<std::string> trusted_borders{"mx.google.com"};
  rules::Budgets budgets;
  std::vector<plugin::AllowedPlugin> plugins;
  ServerConfig server;
  WatchConfig watch;
};

/// Reads both files of a folder; a missing file leaves its defaults. kConfigInvalid with file:line:column.
[[nodiscard]] Result<Config> read_config(const std::filesystem::path& folder);

}  // namespace connections::app
