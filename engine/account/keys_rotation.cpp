#include "account/keys_rotation.h"

#include "account/feed_address.h"
#include "secrets/memory.h"
#include "store/access/token_store.h"
#include "store/tables/workspace_store.h"

namespace connections::account {
namespace {

using secrets::Purpose;
using store::Role;
using store::Transaction;

struct Holder {
  WorkspaceId workspace;
  ConnectionId connection;
  std::string key_id;
  FeedId feed = {};  ///< set: it is the address of a feed, else the tokens of `connection`
};

Result<std::vector<Holder>> all_holders(store::Database& database) {
  const auto workspaces = TRY(database.as_owner([](Transaction& owner) { return store::list_workspaces(owner); }));
  std::vector<Holder> all;
  for (const store::Workspace& workspace : workspaces) {
    const auto holders =
        TRY(database.with(Role::kApp, workspace.id, [](Transaction& app) { return store::token_holders(app); }));
    for (const store::TokenHolder& one : holders) all.push_back({workspace.id, one.id, one.key_id});
    const auto feeds =
        TRY(database.with(Role::kApp, workspace.id, [](Transaction& app) { return store::list_feeds(app); }));
    for (const store::Feed& one : feeds)
      if (const std::string key = secrets::key_id_of(one.url); !key.empty())
        all.push_back({workspace.id, {}, key, one.id});
  }
  return all;
}

Result<std::string> reseal(secrets::Vault& vault, const std::string& sealed, const secrets::SecretPlace& place,
                           Instant now) {
  auto secret = TRY(vault.open(sealed, place));
  auto fresh = vault.seal(secret, place, now);
  secrets::wipe(secret);
  return fresh;
}

/// Under the row's lock, so that a refresh of another process is not overwritten.
Result<void> reseal_tokens(store::Database& database, secrets::Vault& vault, const Holder& holder, Instant now) {
  return database.with(Role::kApp, holder.workspace, [&](Transaction& app) -> Result<void> {
    auto tokens = TRY(store::lock_tokens(app, holder.connection));
    if (!tokens) return {};  // deleted meanwhile
    const auto place = [&](Purpose purpose) {
      return secrets::SecretPlace{holder.workspace, holder.connection, purpose};
    };
    auto refresh = TRY(reseal(vault, tokens->refresh_token, place(Purpose::kRefreshToken), now));
    tokens->refresh_token = std::move(refresh);
    tokens->key_id = secrets::key_id_of(tokens->refresh_token);
    if (!tokens->gmail_access_token.empty()) {
      auto access = TRY(reseal(vault, tokens->gmail_access_token, place(Purpose::kAccessToken), now));
      tokens->gmail_access_token = std::move(access);
    }
    return store::save_tokens(app, holder.connection, *tokens);
  });
}

Result<void> reseal_address(store::Database& database, secrets::Vault& vault, const Holder& holder, Instant now) {
  return database.with(Role::kCalendar, holder.workspace, [&](Transaction& calendar) -> Result<void> {
    const auto feed = TRY(store::find_feed(calendar, holder.feed));
    const auto place = TRY(open_feed_address(vault, holder.workspace, feed));
    const auto address = TRY(seal_feed_address(vault, holder.workspace, place, now));
    return store::set_feed_address(calendar, feed.id, address.stored, address.shown);
  });
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
    const auto done = holders[i].feed.empty() ? reseal_tokens(database, vault, holders[i], now)
                                              : reseal_address(database, vault, holders[i], now);
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
