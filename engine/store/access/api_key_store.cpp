#include "store/access/api_key_store.h"

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/sql/uuid.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr std::chrono::hours kNoteUse{1};  ///< a row is written once in so long, not at each request

constexpr Names<KeyRole, 3> kRoles{{"reader", "operator", "owner"}};

ApiKey key_of(const Row& row) {
  return {.id = row.text("id"),
          .name = row.text("name"),
          .role = kRoles.parse(row.text("role")),
          .created_at = row.instant("created_at"),
          .last_used_at = row.maybe_instant("last_used_at"),
          .revoked_at = row.maybe_instant("revoked_at")};
}

KeyGrant grant_of(const Row& row) {
  return {
      .workspace = row.id<WorkspaceId>("workspace_id"), .key = row.text("id"), .role = kRoles.parse(row.text("role"))};
}

}  // namespace

std::string_view name(KeyRole role) noexcept { return kRoles.of(role); }

std::optional<KeyRole> key_role(std::string_view name) noexcept {
  for (const KeyRole role : {KeyRole::kReader, KeyRole::kOperator, KeyRole::kOwner})
    if (kRoles.of(role) == name) return role;
  return std::nullopt;
}

Result<ApiKey> create_api_key(Transaction& app, const NewApiKey& wanted, Instant now) {
  return query_one(app,
                   "INSERT INTO api_keys (workspace_id, name, key_hash, created_at, role) VALUES "
                   "(current_setting('app.workspace_id')::uuid, $1, $2, $3, $4) "
                   "RETURNING id, name, role, created_at, last_used_at, revoked_at",
                   {storable(wanted.name), wanted.key_hash, now, name(wanted.role)}, key_of, "no key was made");
}

Result<std::vector<ApiKey>> list_api_keys(Transaction& app) {
  return query_all(app,
                   "SELECT id, name, role, created_at, last_used_at, revoked_at FROM api_keys ORDER BY created_at, id",
                   {}, key_of);
}

Result<void> revoke_api_key(Transaction& app, const std::string& id, Instant now) {
  const std::string missing = fmt::format("no API key {} in this workspace", id);
  if (!is_uuid(id)) return fail(Errc::kNotFound, missing);
  return execute_one(app, "UPDATE api_keys SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1::uuid", {id, now},
                     missing);
}

Result<std::optional<KeyGrant>> use_api_key(Transaction& owner, const std::string& key_hash, Instant now) {
  const auto found = TRY(query_first(
      owner,
      "SELECT id, workspace_id, role, last_used_at FROM api_keys "
      "WHERE key_hash = $1 AND revoked_at IS NULL",
      {key_hash}, [](const Row& row) { return std::pair(grant_of(row), row.maybe_instant("last_used_at")); }));
  if (!found) return std::nullopt;
  const auto& [grant, used] = *found;
  if (!used || *used + kNoteUse <= now) {
    TRY(execute(owner, "UPDATE api_keys SET last_used_at = $2 WHERE key_hash = $1", {key_hash, now}));
  }
  return grant;
}

Result<std::optional<KeyGrant>> find_api_key(Transaction& owner, const std::string& id) {
  if (!is_uuid(id)) return std::nullopt;
  return query_first(owner, "SELECT id, workspace_id, role FROM api_keys WHERE id = $1 AND revoked_at IS NULL", {id},
                     grant_of);
}

}  // namespace connections::store
