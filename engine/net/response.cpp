#include <strings.h>

#include "net/http_client.h"

namespace connections::net {

std::optional<std::string_view> Response::header(std::string_view name) const {
  for (const Header& one : headers)
    if (one.name.size() == name.size() && strncasecmp(one.name.data(), name.data(), name.size()) == 0) return one.value;
  return std::nullopt;
}

}  // namespace connections::net
