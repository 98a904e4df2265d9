#pragma once

#include <optional>
#include <string>
#include <vector>

namespace connections::server {

/// Where a page ended, as text that may stand in a URL. Opaque to clients. It is not signed: it can name rows of the
/// caller's own workspace only, and only as "after this one".
[[nodiscard]] std::string make_cursor(const std::vector<std::string>& parts);
/// Nothing if it is none of ours, or has another number of parts.
[[nodiscard]] std::optional<std::vector<std::string>> open_cursor(const std::string& cursor, std::size_t parts);

}  // namespace connections::server
