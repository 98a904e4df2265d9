#pragma once

#include <filesystem>
#include <string>

#include "mail/mail.h"
#include "model/error.h"
#include "model/time.h"
#include "rules/book/pack.h"

namespace connections::app {

/// The bytes of a file, unchanged. Larger than a mail may be: kLimitExceeded.
[[nodiscard]] Result<std::string> read_bytes(const std::filesystem::path& file);

/// Reads and parses one .eml with the words of `book`. `now` is the time a mail without any date counts from.
[[nodiscard]] Result<mail::Mail> read_mail_file(const std::filesystem::path& file, const rules::RuleBook& book,
                                                Instant now);

}  // namespace connections::app
