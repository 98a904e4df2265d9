#pragma once

#include <span>

#include <nlohmann/json_fwd.hpp>

#include "server/api/route.h"

namespace connections::server {

/// The table of routes and the schemas of view/ as an OpenAPI 3.1 document.
[[nodiscard]] nlohmann::ordered_json openapi(std::span<const Route> routes);

}  // namespace connections::server
