#include "account/gmail_accounts.h"

#include "secrets/memory.h"
#include "store/access/token_store.h"

namespace connections::account {
namespace {

using secrets::Purpose;
using source::StoredTokens;
using store::Role;
using store::Transaction;

/// One connection's place in database and vault.
struct Account {
  GmailAccounts& accounts;
  WorkspaceId workspace;
  ConnectionId connection;

  [[nodiscard]] secrets::SecretPlace place(Purpose purpose) const { return {workspace, connection, purpose}; }
};

std::unexpected<Error> not_connected() {
  return fail(Errc::kInvalidGrant, "the connection has no access to a mailbox yet", {},
              "connections gmail connect --connection NAME");
}

Result<store::SealedTokens> sealed(const Account& account, const StoredTokens& tokens) {
  secrets::Vault& vault = account.accounts.vault;
  const Instant now = account.accounts.now();
  auto refresh = TRY(vault.seal(tokens.refresh_token, account.place(Purpose::kRefreshToken), now));
  store::SealedTokens out{.refresh_token = std::move(refresh),
                          .gmail_access_token = {},
                          .access_expires_at = tokens.expires_at,
                          .key_id = {},
                          .born_at = tokens.born_at,
                          .dies_at = tokens.dies_at};
  out.key_id = secrets::key_id_of(out.refresh_token);
  if (tokens.access_token.empty()) return out;
  auto access = TRY(vault.seal(tokens.access_token, account.place(Purpose::kAccessToken), now));
  out.gmail_access_token = std::move(access);
  return out;
}

Result<StoredTokens> opened(const Account& account, const store::SealedTokens& kept) {
  secrets::Vault& vault = account.accounts.vault;
  auto refresh = TRY(vault.open(kept.refresh_token, account.place(Purpose::kRefreshToken)));
  StoredTokens out{.refresh_token = std::move(refresh),
                   .access_token = {},
                   .expires_at = kept.access_expires_at,
                   .born_at = kept.born_at,
                   .dies_at = kept.dies_at};
  if (kept.gmail_access_token.empty()) return out;
  auto access = TRY(vault.open(kept.gmail_access_token, account.place(Purpose::kAccessToken)));
  out.access_token = std::move(access);
  return out;
}

Result<StoredTokens> load(const Account& account) {
  const auto kept = TRY(account.accounts.database.with(
      Role::kApp, account.workspace, [&](Transaction& app) { return store::load_tokens(app, account.connection); }));
  if (!kept) return not_connected();
  return opened(account, *kept);
}

/// Compares the plain tokens: sealing the same token twice gives different texts.
Result<void> replace(const Account& account, const StoredTokens& fresh, const std::string& replaced) {
  const auto wanted = TRY(sealed(account, fresh));
  return account.accounts.database.with(Role::kApp, account.workspace, [&](Transaction& app) -> Result<void> {
    const auto kept = TRY(store::lock_tokens(app, account.connection));
    if (!kept) return not_connected();
    const auto there = TRY(opened(account, *kept));
    if (!secrets::equal_in_constant_time(there.refresh_token, replaced))
      return fail(Errc::kConflict, "the mailbox was reconnected concurrently");
    return store::save_tokens(app, account.connection, wanted);
  });
}

}  // namespace

source::TokenStorage token_storage(GmailAccounts& accounts, const WorkspaceId& workspace,
                                   const ConnectionId& connection) {
  const Account account{accounts, workspace, connection};
  return {.load = [account] { return load(account); },
          .save = [account](const StoredTokens& fresh,
                            const std::string& replaced) { return replace(account, fresh, replaced); }};
}

Result<void> store_tokens(GmailAccounts& accounts, const WorkspaceId& workspace, const ConnectionId& connection,
                          const StoredTokens& tokens) {
  const auto wanted = TRY(sealed({accounts, workspace, connection}, tokens));
  return accounts.database.with(Role::kApp, workspace,
                                [&](Transaction& app) { return store::save_tokens(app, connection, wanted); });
}

}  // namespace connections::account
