#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connections::secrets {

/// RFC 4648 section 5 without padding: what may stand in a URL and in a text column.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// Nothing if the text is not the one form that to_base64url writes.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace connections::secrets
