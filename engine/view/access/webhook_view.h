#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/webhooks/delivery_store.h"
#include "store/webhooks/endpoint_store.h"

namespace connections::view {

/// A webhook, its address masked, and what was delivered to it. Contracts: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const store::Endpoint& endpoint);
[[nodiscard]] nlohmann::ordered_json endpoints_json(const std::vector<store::Endpoint>& endpoints);
[[nodiscard]] std::string endpoints_table(const std::vector<store::Endpoint>& endpoints);
/// The same with the secret, which is shown only when it is made.
[[nodiscard]] nlohmann::ordered_json new_endpoint_json(const store::Endpoint& endpoint, const std::string& secret);

[[nodiscard]] nlohmann::ordered_json to_json(const store::Delivery& delivery);
[[nodiscard]] nlohmann::ordered_json deliveries_json(const std::vector<store::Delivery>& deliveries);
/// Ids in full: a replay needs one.
[[nodiscard]] std::string deliveries_table(const std::vector<store::Delivery>& deliveries);

}  // namespace connections::view
