#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/folder/folder_files.h"

namespace connections::source {

/// Whether a file begins like an mbox: with a whole From_ line (from_line.h).
[[nodiscard]] bool is_mbox(std::string_view start) noexcept;

/// The mails of an mbox file (RFC 4155). A From_ line after an empty line begins a mail; any other line that begins
/// with "From " is text. The file is read once, in pieces.
///
/// Errors: kIo; kMailUnreadable, with the place as "FILE: byte N", where the file can be divided in two ways: it does
/// not begin with a From_ line, no header follows one, one is written in another form than those before it (a mail's
/// text that nobody quoted), or one lies within the Content-Length of the mail before it. Nothing of such a file is
/// taken.
[[nodiscard]] Result<std::vector<MailPlace>> list_mbox(const std::filesystem::path& file);

/// Takes mbox quoting off: a '>' before "From " at the start of a line.
[[nodiscard]] std::string unquoted_mbox(std::string_view mail);

}  // namespace connections::source
