#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/access/share_store.h"

namespace connections::view {

/// A calendar that is handed out, without its token. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const store::Share& share);
[[nodiscard]] nlohmann::ordered_json shares_json(const std::vector<store::Share>& shares);
/// The same with the address, which is known only when it is made.
[[nodiscard]] nlohmann::ordered_json new_share_json(const store::Share& share, const std::string& url);
[[nodiscard]] std::string shares_table(const std::vector<store::Share>& shares);

}  // namespace connections::view
