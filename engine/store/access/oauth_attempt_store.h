#pragma once

#include <optional>
#include <string>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `oauth_attempts`: a grant that a person has begun and Google has not answered yet.
namespace connections::store {

struct OAuthAttempt {
  WorkspaceId workspace;  ///< filled by take; create uses the transaction's
  ConnectionId connection;
  std::string state_hash;       ///< SHA-256 of the one-time state; the state itself is kept nowhere
  std::string sealed_verifier;  ///< PKCE code verifier, sealed
  std::string binding_hash;     ///< of what ties the answer to the browser or terminal that asked; may be empty
  std::string redirect_uri;
  Instant expires_at;
  std::string api_key = {};  ///< id of the key that asked; empty: a person in a terminal
};

[[nodiscard]] Result<void> create_oauth_attempt(Transaction& app, const OAuthAttempt& attempt, Instant now);
/// Takes an attempt out: a state works once. kNotFound if it is unknown, used or expired. Run in
/// Database::as_owner, since only the attempt says which workspace the answer is for.
[[nodiscard]] Result<OAuthAttempt> take_oauth_attempt(Transaction& owner, const std::string& state_hash, Instant now);

}  // namespace connections::store
