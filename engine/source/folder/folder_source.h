#pragma once

#include <filesystem>
#include <memory>

#include "source/source.h"

namespace connections::source {

/// A folder of .eml files, a Maildir, an mbox file or a folder of them, read as if it were a label. The id of a mail
/// is made of its bytes, so that a renamed or moved file is not a new mail. Nothing is ever written to the folder.
[[nodiscard]] std::unique_ptr<Source> make_folder_source(std::filesystem::path folder);

}  // namespace connections::source
