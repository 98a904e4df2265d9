#pragma once

#include <filesystem>
#include <string_view>

#include "model/error.h"

namespace connections::app {

/// Gives an existing file a new content, whole or not at all: a temporary file beside it is renamed over it. Its
/// permissions stay, its owner where the system allows; a symbolic link stays one. Errors: kIo.
[[nodiscard]] Result<void> replace_file(const std::filesystem::path& path, std::string_view content);

}  // namespace connections::app
