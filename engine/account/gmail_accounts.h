#pragma once

#include <functional>

#include "model/ids.h"
#include "secrets/vault.h"
#include "source/gmail/oauth/oauth.h"
#include "source/gmail/oauth/token_keeper.h"
#include "store/sql/database.h"
#include "store/tables/connection_store.h"

namespace connections::account {

/// What connecting Gmail accounts and storing their tokens needs. All parts are thread-safe and outlive this.
struct GmailAccounts {
  store::Database& database;
  secrets::Vault& vault;
  const source::OAuthClient& oauth;
  std::function<Instant()> now;
};

/// The sealed tokens of one connection in the database, for its TokenKeeper. `accounts` must outlive it.
[[nodiscard]] source::TokenStorage token_storage(GmailAccounts& accounts, const WorkspaceId& workspace,
                                                 const ConnectionId& connection);

/// Seals and stores the tokens that a person has just granted, replacing any others.
[[nodiscard]] Result<void> store_tokens(GmailAccounts& accounts, const WorkspaceId& workspace,
                                        const ConnectionId& connection, const source::StoredTokens& tokens);

}  // namespace connections::account
