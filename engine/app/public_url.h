#pragma once

#include <string>

#include <fmt/format.h>

#include "settings/settings.h"

namespace connections::app {

/// Where others reach `connections serve`: as configured, else by the address it listens on.
[[nodiscard]] inline std::string public_url(const settings::ServerSettings& config) {
  if (!config.public_url.empty()) return config.public_url;
  return fmt::format("http://{}:{}", config.listen.host, config.listen.port);
}

}  // namespace connections::app
