#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"

namespace connections::source {

/// Where one mail's bytes stand: a whole file, or a stretch of an mbox.
struct MailPlace {
  std::filesystem::path file;
  std::uintmax_t begin = 0;
  std::uintmax_t size = 0;
  bool in_mbox = false;
  std::optional<Error> problem = {};  ///< why nothing can be read there
};

/// Every mail of a folder (or of one mbox file), in the order of paths and places. Hidden files and a Maildir's tmp/
/// are left out. A file that is refused (an mbox in doubt, a pipe named like a mail) is one place with its problem; the
/// other files are listed. kLabelNotFound if the folder is not there, kIo if it cannot be read.
[[nodiscard]] Result<std::vector<MailPlace>> list_mails(const std::filesystem::path& folder);

/// The bytes of one mail, unchanged but for mbox quoting (">From " becomes "From "). kIo.
[[nodiscard]] Result<std::string> read_mail(const MailPlace& place);

}  // namespace connections::source
