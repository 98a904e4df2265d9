#pragma once

#include <string>
#include <vector>

#include "model/time.h"

namespace connections::corpus {

/// What a mail is made of before it is encoded.
struct RawMail {
  std::string from_name, from_address, subject, text, html;  ///< UTF-8; empty text or html: no such part
  std::vector<std::string> headers;                          ///< further lines: "X-Template: …"
  Instant date;
  std::string vouched_domain;  ///< that the receiving border passes
};

/// The mail as RFC 822: encoded words, quoted-printable parts, multipart/alternative where both bodies are there.
[[nodiscard]] std::string encode(const RawMail& mail);

}  // namespace connections::corpus
