#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/tables/connection_store.h"

namespace connections::view {

/// A contract: keys are only added. No token, sealed or not, is part of it.
[[nodiscard]] nlohmann::ordered_json to_json(const store::Connection& one);
[[nodiscard]] nlohmann::ordered_json connections_json(const std::vector<store::Connection>& all);
[[nodiscard]] nlohmann::ordered_json label_json(const std::string& id, const std::string& name, bool system);
/// How a deletion ended at Google; `why_not`: why the access was not revoked, may be empty.
[[nodiscard]] nlohmann::ordered_json deleted_json(const ConnectionId& id, bool revoked, const std::string& why_not);
/// A link that connects a mailbox without a key.
[[nodiscard]] nlohmann::ordered_json start_link_json(const std::string& url, Instant expires_at);
[[nodiscard]] std::string connections_table(const std::vector<store::Connection>& all);

}  // namespace connections::view
