#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/access/api_key_store.h"

namespace connections::view {

/// An API key, without its secret. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const store::ApiKey& key);
[[nodiscard]] nlohmann::ordered_json keys_json(const std::vector<store::ApiKey>& keys);
/// The same with the key itself, which is shown only when it is made.
[[nodiscard]] nlohmann::ordered_json new_key_json(const store::ApiKey& key, const std::string& secret);
[[nodiscard]] std::string keys_table(const std::vector<store::ApiKey>& keys);

}  // namespace connections::view
