#pragma once

#include <filesystem>

#include "plugin/check.h"

namespace connections::plugin {

/// Copies a checked plugin to <folder>/plugins/<id>-<12 digits of its hash>.so and returns that path. The folder is
/// made 0700. Copying the same content twice changes nothing. kIo on failure.
[[nodiscard]] Result<std::filesystem::path> copy_by_content(const PluginFile& file,
                                                            const std::filesystem::path& folder);

}  // namespace connections::plugin
