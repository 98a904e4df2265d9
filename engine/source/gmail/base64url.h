#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connections::source {

/// The bytes of RFC 4648 base64url text, padded or not. Nothing if a character, the length, the padding or a left-over
/// bit is wrong: a mail that arrived damaged is asked for again, not archived.
[[nodiscard]] std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace connections::source
