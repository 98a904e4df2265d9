#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connections::secrets {

/// RFC 4648 section 5 without padding: what may stand in a URL and in a text column.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// The bytes of such text, padded or not. Nothing if a character, the length, the padding or a left-over bit is wrong:
/// damaged input is refused, not repaired.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace connections::secrets
