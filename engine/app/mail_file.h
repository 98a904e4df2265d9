#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "mail/mail.h"
#include "model/error.h"
#include "model/time.h"
#include "rules/book/pack.h"

namespace connections::app {

/// The bytes of a file, unchanged. Larger than a mail may be: kLimitExceeded.
[[nodiscard]] Result<std::string> read_bytes(const std::filesystem::path& file);

/// Parses a mail with the words of `book`. `where` names it in errors; `now` is the time a mail without any date counts
/// from.
[[nodiscard]] Result<mail::Mail> parse_mail(std::string_view bytes, std::string where, const rules::RuleBook& book,
                                            Instant now);

/// Reads and parses one .eml, as parse_mail does.
[[nodiscard]] Result<mail::Mail> read_mail_file(const std::filesystem::path& file, const rules::RuleBook& book,
                                                Instant now);

}  // namespace connections::app
