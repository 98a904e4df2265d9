#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `webhook_endpoints`: where a host application is told what happened.
namespace connections::store {

struct NewEndpoint {
  std::string url_hash;   ///< digest of the address, by which it is found
  std::string url;        ///< sealed
  std::string secret;     ///< sealed
  std::string shown_url;  ///< without what may be secret
};

struct Endpoint : NewEndpoint {
  std::string id;
  Instant created_at;
  std::optional<Instant> disabled_at;  ///< it answered that it is gone
};

/// kConflict if the workspace has this address already.
[[nodiscard]] Result<Endpoint> create_endpoint(Transaction& app, const NewEndpoint& wanted, Instant now);
[[nodiscard]] Result<std::vector<Endpoint>> list_endpoints(Transaction& app);  ///< oldest first
/// These give kNotFound if the workspace has no such endpoint.
[[nodiscard]] Result<Endpoint> find_endpoint(Transaction& app, const std::string& id);
/// Its deliveries go with it.
[[nodiscard]] Result<void> delete_endpoint(Transaction& app, const std::string& id);
/// Nothing is sent there any more; what was under way is given up.
[[nodiscard]] Result<void> disable_endpoint(Transaction& app, const std::string& id, Instant now);
[[nodiscard]] Result<void> reseal_endpoint(Transaction& app, const std::string& id, const std::string& url,
                                           const std::string& secret);

}  // namespace connections::store
