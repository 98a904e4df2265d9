#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "model/ids.h"
#include "secrets/vault.h"
#include "store/sql/database.h"

namespace connections::account {

struct Rotation {
  std::string key_id;          ///< the key that seals now
  bool resumed = false;        ///< an interrupted rotation was completed; no new key was made
  std::size_t resealed = 0;    ///< connections whose tokens are now under that key
  std::size_t already = 0;     ///< connections whose tokens were already
  std::size_t unreadable = 0;  ///< connections whose tokens cannot be opened: they must be reconnected
};

/// Makes a new master key and seals every token, every address of a feed and every webhook of every workspace with it,
/// one a transaction. If interrupted, the next call resumes. Old keys stay in the file: copies of the database still
/// need them.
[[nodiscard]] Result<Rotation> rotate_master_key(store::Database& database, secrets::Vault& vault, Instant now,
                                                 const std::function<void(std::size_t, std::size_t)>& progress);

/// How many connections with tokens, feeds and webhooks of all workspaces are sealed under each key, by the key's id.
[[nodiscard]] Result<std::map<std::string, std::size_t>> tokens_by_key(store::Database& database);

}  // namespace connections::account
