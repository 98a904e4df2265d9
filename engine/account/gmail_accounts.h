#pragma once

#include <functional>

#include "model/ids.h"
#include "secrets/vault.h"
#include "source/gmail/oauth/oauth.h"
#include "source/gmail/oauth/token_keeper.h"
#include "store/sql/database.h"
#include "store/tables/connection_store.h"

namespace connections::account {

/// What it takes to connect Gmail accounts and to keep their tokens. Handed around by whoever owns the parts; all of
/// them are thread-safe.
struct GmailAccounts {
  store::Database& database;
  secrets::Vault& vault;
  const source::OAuthClient& oauth;
  std::function<Instant()> now;
};

/// The sealed tokens of one connection in the database, for its TokenKeeper. `accounts` must outlive it.
[[nodiscard]] source::TokenStorage token_storage(GmailAccounts& accounts, const WorkspaceId& workspace,
                                                 const ConnectionId& connection);

/// Seals what the person has just granted and keeps it, whatever was kept before.
[[nodiscard]] Result<void> keep_tokens(GmailAccounts& accounts, const WorkspaceId& workspace,
                                       const ConnectionId& connection, const source::KeptTokens& tokens);

}  // namespace connections::account
