#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "abi/plugin_abi.h"
#include "model/error.h"

namespace connections::plugin {

/// One load check and how it went; a failed one says what was found, what was expected and what to do.
struct Check {
  std::string check;  ///< "magic"
  bool ok = false;
  std::string found;
  std::string expected;
  std::string hint;
};

/// A plugin of config/plugins.yaml: the allow-list is the trust decision.
struct AllowedPlugin {
  std::string id;
  std::string file;       ///< inside the plugin folder ("airbnb.so"), or an absolute path of a site's own
  std::string sha256;     ///< empty: any content
  bool required = false;  ///< the program does not start without it
};

/// A shared object that passed all checks. Keeps the code mapped while it lives.
struct PluginFile {
  AllowedPlugin allowed;
  std::filesystem::path path;
  std::string sha256;
  std::string version, built_with;  ///< copied before anyone can close the library
  connections_plugin descriptor{};
  std::shared_ptr<void> library;
};
using PluginFilePtr = std::shared_ptr<const PluginFile>;

struct Loaded {
  std::vector<Check> checks;  ///< in the order they ran; the last one failed if `file` is null
  PluginFilePtr file;
};

/// Runs every check in order and stops at the first that fails. `folder`: the file must lie in it (empty: anywhere).
/// No function of the plugin runs before its descriptor has been checked. Throws nothing.
[[nodiscard]] Loaded load_plugin(const std::filesystem::path& path, const AllowedPlugin& allowed,
                                 const std::filesystem::path& folder);

/// All checks of one file, for `connections plugins check`. The id is taken from the file's name.
[[nodiscard]] std::vector<Check> check_plugin_file(const std::filesystem::path& path);

/// The failed check as an error value: kPluginRefused, "magic: found …, expected …", and what to do.
[[nodiscard]] Error refusal(const std::filesystem::path& path, const Check& check);

}  // namespace connections::plugin
