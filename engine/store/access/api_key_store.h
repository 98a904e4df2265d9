#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `api_keys`: who may speak for a workspace over HTTP. Only hashes of the keys are kept (secrets/api_key.h).
namespace connections::store {

struct ApiKey {
  std::string id;
  std::string name;
  Instant created_at;
  std::optional<Instant> last_used_at;  ///< to the hour
  std::optional<Instant> revoked_at;
};

[[nodiscard]] Result<ApiKey> create_api_key(Transaction& app, const std::string& name, const std::string& key_hash,
                                            Instant now);
[[nodiscard]] Result<std::vector<ApiKey>> list_api_keys(Transaction& app);  ///< oldest first
/// kNotFound if this workspace has no such key; revoking twice changes nothing.
[[nodiscard]] Result<void> revoke_api_key(Transaction& app, const std::string& id, Instant now);

/// Whose key this is; nothing if it is unknown or revoked. Runs in Database::as_owner and notes the use.
[[nodiscard]] Result<std::optional<WorkspaceId>> use_api_key(Transaction& owner, const std::string& key_hash,
                                                             Instant now);

}  // namespace connections::store
