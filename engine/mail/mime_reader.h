#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace connections::mail {

/// What GMime makes of the bytes: decoded headers and the main bodies in UTF-8.
struct MimeMail {
  std::vector<Header> headers;          ///< unfolded, RFC 2047-decoded, in the order of the mail
  std::vector<Header> content_headers;  ///< those that say how the body is to be read: Content-…
  Address from;
  Address reply_to;
  std::optional<Instant> date;  ///< of the Date header
  bool has_text = false, has_html = false;
  std::string text;  ///< text/plain parts shown inline, one after the other
  std::string html;
  std::size_t attachments = 0;
};

/// The only place that knows GMime. Errors: kMailUnreadable, kLimitExceeded. Never throws.
[[nodiscard]] Result<MimeMail> read_mime(std::string_view raw, const Limits& limits);

/// A date as RFC 5322 writes it; nothing if it cannot be read or lies outside 1990 to 2199.
[[nodiscard]] std::optional<Instant> read_mail_date(std::string_view text);

/// What reading a mail is measured against: parses it with GMime and decodes each text part to UTF-8, nothing else.
/// Gives the bytes of the texts; 0 if GMime takes it for no mail. For benchmarks only.
[[nodiscard]] std::size_t gmime_decode(std::string_view raw);

/// One mailbox as written in a header or a quoted header: `Ada <ada@x.example>`.
[[nodiscard]] Address read_address(const std::string& text);

}  // namespace connections::mail
