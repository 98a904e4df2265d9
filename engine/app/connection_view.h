#pragma once

#include <nlohmann/json_fwd.hpp>

#include "store/tables/connection_store.h"

namespace connections::app {

/// A connection as people and programs see it. No token, sealed or not, is part of it.
[[nodiscard]] nlohmann::ordered_json to_json(const store::Connection& one);

}  // namespace connections::app
