#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/share_profile.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `calendar_shares`: calendars that are handed out, one token a recipient. Only hashes of the tokens are stored.
namespace connections::store {

struct NewShare {
  std::string name;  ///< who it is for
  ShareProfile profile = ShareProfile::kOwner;
  std::string property = {};  ///< empty: every property
  std::string token_hash;
};

struct Share : NewShare {
  std::string id;
  WorkspaceId workspace;
  Instant created_at;
  std::optional<Instant> last_used_at;  ///< to the hour
  std::optional<Instant> revoked_at;
};

[[nodiscard]] Result<Share> create_share(Transaction& app, const NewShare& wanted, Instant now);
[[nodiscard]] Result<std::vector<Share>> list_shares(Transaction& app);  ///< oldest first
/// These two: kNotFound if this workspace has no such share. Revoking twice changes nothing.
[[nodiscard]] Result<Share> find_share(Transaction& app, const std::string& id);
[[nodiscard]] Result<void> revoke_share(Transaction& app, const std::string& id, Instant now);

/// Nothing if the token is unknown or revoked. Runs in Database::as_owner and notes the use.
[[nodiscard]] Result<std::optional<Share>> use_share(Transaction& owner, const std::string& token_hash, Instant now);

}  // namespace connections::store
