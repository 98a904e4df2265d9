#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `api_keys`: who may speak for a workspace over HTTP. Only hashes of the keys are kept (secrets/api_key.h).
namespace connections::store {

/// Each may do what those before it may.
enum class KeyRole : std::uint8_t {
  kReader,    ///< read
  kOperator,  ///< sync, decide, undo
  kOwner,     ///< connections, mailboxes, feeds
};
[[nodiscard]] std::string_view name(KeyRole role) noexcept;  ///< "reader", "operator", "owner"
[[nodiscard]] std::optional<KeyRole> key_role(std::string_view name) noexcept;

struct ApiKey {
  std::string id;
  std::string name;
  KeyRole role = KeyRole::kReader;
  Instant created_at;
  std::optional<Instant> last_used_at;  ///< to the hour
  std::optional<Instant> revoked_at;
};

struct NewApiKey {
  std::string name;
  std::string key_hash;
  KeyRole role = KeyRole::kReader;
};
[[nodiscard]] Result<ApiKey> create_api_key(Transaction& app, const NewApiKey& wanted, Instant now);
[[nodiscard]] Result<std::vector<ApiKey>> list_api_keys(Transaction& app);  ///< oldest first
/// kNotFound if this workspace has no such key; revoking twice changes nothing.
[[nodiscard]] Result<void> revoke_api_key(Transaction& app, const std::string& id, Instant now);

/// What a key opens.
struct KeyGrant {
  WorkspaceId workspace;
  std::string key;  ///< its id
  KeyRole role = KeyRole::kReader;
};
/// Nothing if the key is unknown or revoked. Runs in Database::as_owner and notes the use.
[[nodiscard]] Result<std::optional<KeyGrant>> use_api_key(Transaction& owner, const std::string& key_hash, Instant now);
/// The same for a key's id, which is no proof that somebody holds the key.
[[nodiscard]] Result<std::optional<KeyGrant>> find_api_key(Transaction& owner, const std::string& id);

}  // namespace connections::store
