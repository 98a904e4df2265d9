#include "account/keys_rotation.h"

#include "account/feed_address.h"
#include "account/webhook_endpoint.h"
#include "secrets/memory.h"
#include "store/access/token_store.h"
#include "store/tables/workspace_store.h"

namespace connections::account {
namespace {

using secrets::Purpose;
using store::Role;
using store::Transaction;

/// Something that is sealed, and how it is sealed again.
struct Holder {
  std::string key_id;
  std::function<Result<void>(store::Database&, secrets::Vault&, Instant)> reseal;
};

Result<std::string> reseal(secrets::Vault& vault, const std::string& sealed, const secrets::SecretPlace& place,
                           Instant now) {
  auto secret = TRY(vault.open(sealed, place));
  auto fresh = vault.seal(secret, place, now);
  secrets::wipe(secret);
  return fresh;
}

/// Under the row's lock, so that a refresh of another process is not overwritten.
Result<void> reseal_tokens(store::Database& database, secrets::Vault& vault, const WorkspaceId& workspace,
                           const ConnectionId& connection, Instant now) {
  return database.with(Role::kApp, workspace, [&](Transaction& app) -> Result<void> {
    auto tokens = TRY(store::lock_tokens(app, connection));
    if (!tokens) return {};  // deleted meanwhile
    const auto place = [&](Purpose purpose) { return secrets::SecretPlace{workspace, connection, purpose}; };
    auto refresh = TRY(reseal(vault, tokens->refresh_token, place(Purpose::kRefreshToken), now));
    tokens->refresh_token = std::move(refresh);
    tokens->key_id = secrets::key_id_of(tokens->refresh_token);
    if (!tokens->gmail_access_token.empty()) {
      auto access = TRY(reseal(vault, tokens->gmail_access_token, place(Purpose::kAccessToken), now));
      tokens->gmail_access_token = std::move(access);
    }
    return store::save_tokens(app, connection, *tokens);
  });
}

Result<void> reseal_address(store::Database& database, secrets::Vault& vault, const WorkspaceId& workspace,
                            const FeedId& id, Instant now) {
  return database.with(Role::kCalendar, workspace, [&](Transaction& calendar) -> Result<void> {
    const auto feed = TRY(store::find_feed(calendar, id));
    const auto place = TRY(open_feed_address(vault, workspace, feed));
    const auto address = TRY(seal_feed_address(vault, workspace, place, now));
    return store::set_feed_address(calendar, feed.id, address.stored, address.shown);
  });
}

Result<void> reseal_webhook(store::Database& database, secrets::Vault& vault, const WorkspaceId& workspace,
                            const std::string& id, Instant now) {
  return database.with(Role::kApp, workspace, [&](Transaction& app) -> Result<void> {
    const auto stored = TRY(store::find_endpoint(app, id));
    auto opened = TRY(open_endpoint(vault, workspace, stored));
    const auto sealed = TRY(seal_endpoint(vault, workspace, opened, now));
    secrets::wipe(opened.secret);
    return store::reseal_endpoint(app, id, sealed.url, sealed.secret);
  });
}

/// What a workspace has sealed.
Result<void> add_holders(store::Database& database, const WorkspaceId& workspace, std::vector<Holder>& all) {
  using secrets::Vault;
  using store::Database;
  return database.with(Role::kApp, workspace, [&](Transaction& app) -> Result<void> {
    for (const store::TokenHolder& one : TRY(store::token_holders(app)))
      all.push_back({one.key_id, [workspace, id = one.id](Database& in, Vault& vault, Instant now) {
                       return reseal_tokens(in, vault, workspace, id, now);
                     }});
    for (const store::Feed& one : TRY(store::list_feeds(app)))
      if (std::string key = secrets::key_id_of(one.url); !key.empty())
        all.push_back({std::move(key), [workspace, id = one.id](Database& in, Vault& vault, Instant now) {
                         return reseal_address(in, vault, workspace, id, now);
                       }});
    for (const store::Endpoint& one : TRY(store::list_endpoints(app)))
      all.push_back({secrets::key_id_of(one.url), [workspace, id = one.id](Database& in, Vault& vault, Instant now) {
                       return reseal_webhook(in, vault, workspace, id, now);
                     }});
    return {};
  });
}

Result<std::vector<Holder>> all_holders(store::Database& database) {
  const auto workspaces = TRY(database.as_owner([](Transaction& owner) { return store::list_workspaces(owner); }));
  std::vector<Holder> all;
  for (const store::Workspace& workspace : workspaces) TRY(add_holders(database, workspace.id, all));
  return all;
}

/// The key to seal with: the newest one if some tokens are not sealed with it yet, else a new one.
Result<Rotation> begin(secrets::Vault& vault, const std::vector<Holder>& holders, Instant now) {
  const auto keys = vault.keys();
  if (!keys && keys.error().code != Errc::kNotFound) return std::unexpected(keys.error());
  Rotation rotation;
  for (const Holder& holder : holders)
    rotation.resumed |= keys && keys->has(holder.key_id) && holder.key_id != keys->newest().id();
  if (rotation.resumed) {
    rotation.key_id = keys->newest().id();
    return rotation;
  }
  const auto fresh = TRY(vault.rotate(now));
  rotation.key_id = fresh.newest().id();
  return rotation;
}

}  // namespace

Result<Rotation> rotate_master_key(store::Database& database, secrets::Vault& vault, Instant now,
                                   const std::function<void(std::size_t, std::size_t)>& progress) {
  const auto holders = TRY(all_holders(database));
  auto rotation = begin(vault, holders, now);
  if (!rotation) return rotation;
  for (std::size_t i = 0; i < holders.size(); ++i) {
    progress(i, holders.size());
    if (holders[i].key_id == rotation->key_id) {
      ++rotation->already;
      continue;
    }
    const auto done = holders[i].reseal(database, vault, now);
    if (!done && done.error().code != Errc::kSecretUnreadable) return std::unexpected(done.error());
    ++(done ? rotation->resealed : rotation->unreadable);
  }
  return rotation;
}

Result<std::map<std::string, std::size_t>> tokens_by_key(store::Database& database) {
  const auto holders = TRY(all_holders(database));
  std::map<std::string, std::size_t> counts;
  for (const Holder& holder : holders) ++counts[holder.key_id];
  return counts;
}

}  // namespace connections::account
