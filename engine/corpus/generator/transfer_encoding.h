#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connections::corpus {

/// RFC 2045 quoted-printable with soft line breaks at 76 columns; LF becomes CRLF.
[[nodiscard]] std::string quoted_printable(std::string_view text);
/// RFC 2045 base64; `line` columns to a line, 0: one line.
[[nodiscard]] std::string base64(std::string_view bytes, std::size_t line = 76);
/// RFC 2047: plain ASCII as it is, else words in Q or B, folded, none of which splits a character.
[[nodiscard]] std::string encoded_words(std::string_view text, bool base64_words);
/// ISO-8859-1, if every character has a place in it.
[[nodiscard]] std::optional<std::string> latin1(std::string_view utf8);

}  // namespace connections::corpus
