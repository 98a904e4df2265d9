#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/tables/connection_store.h"

namespace connections::view {

/// A contract: keys are only added. No token, sealed or not, is part of it.
[[nodiscard]] nlohmann::ordered_json to_json(const store::Connection& one);
[[nodiscard]] nlohmann::ordered_json connections_json(const std::vector<store::Connection>& all);
[[nodiscard]] std::string connections_table(const std::vector<store::Connection>& all);

}  // namespace connections::view
