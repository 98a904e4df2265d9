#pragma once

#include <cstddef>

namespace connections::mail {

/// What a mail may cost. Beyond a limit the mail is an error value, still archived, shown to a person.
/// Values and reasons: market.md 4.3 (MIME bombs seen in other readers).
struct Limits {
  std::size_t mail_bytes = 50u << 20;     ///< Gmail delivers up to 25 MB sent, base64 makes it larger
  std::size_t header_bytes = 256u << 10;  ///< real mails with ARC chains have about 20 kB
  std::size_t headers = 1000;             ///< of the mail itself; real mails have under 100
  std::size_t encoded_words = 2000;       ///< RFC 2047 words in them
  std::size_t nesting = 200;              ///< colons, or parentheses, of one structured header: they may nest
  std::size_t containers = 200;           ///< multiparts and attached mails, however they nest
  std::size_t depth = 20;                 ///< nested multiparts; real mails have 3
  std::size_t parts = 1000;               ///< leaves of the MIME tree
  std::size_t text_bytes = 2u << 20;      ///< of one decoded body part that rules may read
  std::size_t links = 2000;
};

}  // namespace connections::mail
