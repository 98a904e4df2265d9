#include "account/gmail_disconnect.h"

#include <fmt/format.h>

#include "log/log.h"
#include "store/access/token_store.h"
#include "store/tables/workspace_store.h"

#include <nlohmann/json.hpp>

namespace connections::account {
namespace {

using store::Role;
using store::Transaction;

/// An unknown address may be the same one.
bool may_share(const store::TokenHolder& other, const store::Connection& wanted) {
  return other.id != wanted.id &&
         (other.gmail_address == wanted.gmail_address || other.gmail_address.empty() || wanted.gmail_address.empty());
}

Result<bool> mailbox_is_shared(GmailAccounts& accounts, const store::Connection& wanted) {
  const auto workspaces =
      TRY(accounts.database.as_owner([](Transaction& owner) { return store::list_workspaces(owner); }));
  for (const store::Workspace& workspace : workspaces) {
    const auto holders = TRY(
        accounts.database.with(Role::kApp, workspace.id, [](Transaction& app) { return store::token_holders(app); }));
    for (const store::TokenHolder& other : holders)
      if (may_share(other, wanted)) return true;
  }
  return false;
}

/// Why the grant could not be ended; nothing if it was.
Result<std::string> revoke(GmailAccounts& accounts, const WorkspaceId& workspace, const store::Connection& wanted) {
  const auto shared = TRY(mailbox_is_shared(accounts, wanted));
  if (shared) return "another connection may read the same mailbox and would lose its access too";
  const auto tokens = token_storage(accounts, workspace, wanted.id).load();
  if (!tokens) return to_string(tokens.error());
  const auto revoked = accounts.oauth.revoke(tokens->refresh_token);
  return revoked ? std::string() : to_string(revoked.error());
}

}  // namespace

Result<Disconnected> delete_connection(GmailAccounts& accounts, const WorkspaceId& workspace,
                                       const ConnectionId& connection) {
  const auto lock = TRY(accounts.database.try_lock_connection(workspace, connection));
  Disconnected done;
  const auto wanted =
      TRY(accounts.database.with(Role::kApp, workspace, [&](Transaction& app) -> Result<store::Connection> {
        const auto tokens = TRY(store::load_tokens(app, connection));
        done.had_tokens = tokens.has_value();
        return store::find_connection(app, connection);
      }));
  if (done.had_tokens) {
    const auto why_not = TRY(revoke(accounts, workspace, wanted));
    done.why_not = why_not;
    done.revoked = done.why_not.empty();
  }
  TRY(accounts.database.with(Role::kApp, workspace, [&](Transaction& app) {
    return store::delete_connection(app, connection, accounts.now());
  }));
  log::event(log::Channel::kGmailVerify, log::Level::kInfo, "connection_deleted",
             {{"connection", connection.value}, {"revoked", done.revoked}});
  return done;
}

}  // namespace connections::account
