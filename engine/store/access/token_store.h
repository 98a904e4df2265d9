#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/tables/connection_store.h"

/// The OAuth tokens in `connections`, sealed by secrets/; this module never sees one in the clear.
namespace connections::store {

/// The tokens as load_tokens gives them, held against everybody else until the transaction ends: to replace them only
/// if they are still the same.
[[nodiscard]] Result<std::optional<SealedTokens>> lock_tokens(Transaction& app, const ConnectionId& id);

/// A connection of the workspace that holds tokens.
struct TokenHolder {
  ConnectionId id;
  std::string name;
  std::string gmail_address;  ///< empty if Google did not tell
  std::string key_id;         ///< the master key that sealed them
};
[[nodiscard]] Result<std::vector<TokenHolder>> token_holders(Transaction& app);  ///< by id

}  // namespace connections::store
