#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/folder/folder_files.h"

namespace connections::source {

/// Whether a file begins like an mbox: "From " and an address or a dash on the first line.
[[nodiscard]] bool is_mbox(std::string_view start) noexcept;
/// The mails of an mbox file. kIo.
[[nodiscard]] Result<std::vector<MailPlace>> list_mbox(const std::filesystem::path& file);
/// Takes mbox quoting off: a '>' before "From " at the start of a line.
[[nodiscard]] std::string unquoted_mbox(std::string_view mail);

}  // namespace connections::source
