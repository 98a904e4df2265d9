#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/http_message.h"

namespace connections::server {

/// The target of a request line, decoded: "/a%20b?c=d+e" is "/a b" and {{"c", "d e"}}.
struct Target {
  std::string path;
  Pairs query;
};

/// Nothing if it is no absolute path, or its escapes are malformed, hold a NUL, or a slash in the path.
[[nodiscard]] std::optional<Target> parse_target(std::string_view text);

}  // namespace connections::server
