#include "app/mail_file.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

namespace connections::app {

Result<std::string> read_bytes(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) return fail(Errc::kIo, fmt::format("cannot be read: {}", error.message()), file.string());
  if (size > mail::Limits{}.mail_bytes)
    return fail(Errc::kLimitExceeded, fmt::format("{} bytes is more than a mail may have (mail_bytes)", size),
                file.string());
  const std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) return fail(Errc::kIo, "cannot be read", file.string());
  return std::move(bytes).str();
}

Result<mail::Mail> parse_mail(std::string_view bytes, std::string where, const rules::RuleBook& book, Instant now) {
  mail::ParseOptions options;
  options.fallback_received = now;
  options.words = book.forward_words;
  auto mail = mail::Mail::parse(bytes, options);
  if (!mail) mail.error().where = std::move(where);
  return mail;
}

Result<mail::Mail> read_mail_file(const std::filesystem::path& file, const rules::RuleBook& book, Instant now) {
  return parse_mail(TRY(read_bytes(file)), file.string(), book, now);
}

}  // namespace connections::app
