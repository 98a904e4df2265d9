#pragma once

#include <filesystem>

#include "model/error.h"
#include "rules/language/load_rule_book.h"

namespace connections::app {

/// Where the program finds what came with it. The build tree and an installed tree have the same shape:
/// bin/connections, plugins/ (installed: lib/connections/plugins), share/connections/{rules,config,demo}.
struct Installation {
  std::filesystem::path rules;
  std::filesystem::path config;  ///< shipped defaults
  std::filesystem::path plugins;
  std::filesystem::path demo;  ///< the invented mailbox of `connections demo`
};

/// Relative to the running executable. kNotFound if the share folder is not there.
[[nodiscard]] Result<Installation> find_installation();

/// A configuration of one's own, which installing again never touches: $XDG_CONFIG_HOME/connections
/// (~/.config/connections), else /etc/connections. Empty if neither is a folder.
[[nodiscard]] std::filesystem::path own_config_folder();

/// Where the private database, keys and copies of plugins live: $XDG_DATA_HOME/connections or
/// ~/.local/share/connections; for root without a home, /var/lib/connections.
[[nodiscard]] std::filesystem::path default_data_folder();

/// Where things lie that can be made again: $XDG_CACHE_HOME/connections or ~/.cache/connections; for root without a
/// home, /var/cache/connections.
[[nodiscard]] std::filesystem::path default_cache_folder();
/// Whether a folder is one of rules.paths.
[[nodiscard]] bool is_further(const rules::LoadOptions& load, const std::filesystem::path& folder);

/// A folder that holds PLATFORM/platform.yaml.
[[nodiscard]] bool is_rules_folder(const std::filesystem::path& folder);

}  // namespace connections::app
