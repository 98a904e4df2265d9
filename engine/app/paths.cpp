#include "app/paths.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

namespace connections::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSystemConfig = "/etc/connections";

fs::path environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? fs::path(value) : fs::path();
}

/// This program's folder below what a variable names, else below the home, else below the system's.
fs::path own_folder(const char* variable, const fs::path& below_home, const fs::path& system) {
  if (const fs::path xdg = environment(variable); !xdg.empty()) return xdg / "connections";
  if (const fs::path home = environment("HOME"); !home.empty() && home != "/") return home / below_home / "connections";
  return system / "connections";
}

}  // namespace

Result<Installation> find_installation() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return fail(Errc::kIo, "the program's own path cannot be read", "/proc/self/exe");
  const fs::path root = program.parent_path().parent_path();
  const fs::path share = root / "share" / "connections";
  if (!fs::is_directory(share / "rules", error))
    return fail(Errc::kNotFound, "the rules that came with the program are not where they should be",
                (share / "rules").string(), "reinstall, or run ./dev build in the checkout");
  const fs::path installed_plugins = root / "lib" / "connections" / "plugins";
  return Installation{.rules = share / "rules",
                      .config = share / "config",
                      .plugins = fs::is_directory(installed_plugins, error) ? installed_plugins : root / "plugins",
                      .demo = share / "demo"};
}

fs::path own_config_folder() {
  std::error_code ignored;
  for (const fs::path& folder : {own_folder("XDG_CONFIG_HOME", ".config", "/etc"), fs::path(kSystemConfig)})
    if (fs::is_directory(folder, ignored)) return folder;
  return {};
}

fs::path default_data_folder() { return own_folder("XDG_DATA_HOME", ".local/share", "/var/lib"); }

fs::path default_cache_folder() { return own_folder("XDG_CACHE_HOME", ".cache", "/var/cache"); }
bool is_further(const rules::LoadOptions& load, const fs::path& folder) {
  std::error_code ignored;
  return std::any_of(load.further.begin(), load.further.end(),
                     [&](const fs::path& one) { return fs::equivalent(one, folder, ignored); });
}

bool is_rules_folder(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (fs::exists(entry->path() / "platform.yaml", error)) return true;
  return false;
}

}  // namespace connections::app
