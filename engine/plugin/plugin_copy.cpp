#include "plugin/plugin_copy.h"

#include <fmt/format.h>

namespace connections::plugin {

namespace fs = std::filesystem;

Result<fs::path> copy_by_content(const PluginFile& file, const fs::path& folder) {
  constexpr std::size_t kShownDigits = 12;
  std::error_code error;
  const fs::path target_folder = folder / "plugins";
  fs::create_directories(target_folder, error);
  if (!error) fs::permissions(target_folder, fs::perms::owner_all, error);
  const fs::path target = target_folder / fmt::format("{}-{}.so", file.allowed.id, file.sha256.substr(0, kShownDigits));
  if (!error && !fs::exists(target)) {
    const fs::path partial = target.string() + ".partial";  // renamed whole: nobody ever loads half a file
    fs::copy_file(file.path, partial, fs::copy_options::overwrite_existing, error);
    if (!error) fs::permissions(partial, fs::perms::owner_all, error);
    if (!error) fs::rename(partial, target, error);
  }
  if (error) return fail(Errc::kIo, fmt::format("the plugin cannot be copied: {}", error.message()), target.string());
  return target;
}

}  // namespace connections::plugin
