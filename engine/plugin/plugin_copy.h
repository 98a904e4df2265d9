#pragma once

#include <filesystem>

#include "plugin/check.h"

namespace connections::plugin {

/// Copies a checked plugin to <folder>/plugins/<id>-<12 digits of its hash>.so and returns that path. The folder is
/// made 0700. A copy that is there is used only if its hash is right; else it is written anew, whole and synced to
/// disk. kIo on failure, and if the file is no longer the one that was checked.
[[nodiscard]] Result<std::filesystem::path> copy_by_content(const PluginFile& file,
                                                            const std::filesystem::path& folder);

}  // namespace connections::plugin
