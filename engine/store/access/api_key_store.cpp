#include "store/access/api_key_store.h"

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/sql/uuid.h"

namespace connections::store {
namespace {

constexpr std::chrono::hours kNoteUse{1};  ///< a row is written once in so long, not at each request

ApiKey key_of(const Row& row) {
  return {.id = row.text("id"),
          .name = row.text("name"),
          .created_at = row.instant("created_at"),
          .last_used_at = row.maybe_instant("last_used_at"),
          .revoked_at = row.maybe_instant("revoked_at")};
}

}  // namespace

Result<ApiKey> create_api_key(Transaction& app, const std::string& name, const std::string& key_hash, Instant now) {
  return query_one(app,
                   "INSERT INTO api_keys (workspace_id, name, key_hash, created_at) VALUES "
                   "(current_setting('app.workspace_id')::uuid, $1, $2, $3) "
                   "RETURNING id, name, created_at, last_used_at, revoked_at",
                   {storable(name), key_hash, now}, key_of, "no key was made");
}

Result<std::vector<ApiKey>> list_api_keys(Transaction& app) {
  return query_all(app, "SELECT id, name, created_at, last_used_at, revoked_at FROM api_keys ORDER BY created_at, id",
                   {}, key_of);
}

Result<void> revoke_api_key(Transaction& app, const std::string& id, Instant now) {
  const std::string missing = fmt::format("no API key {} in this workspace", id);
  if (!is_uuid(id)) return fail(Errc::kNotFound, missing);
  return execute_one(app, "UPDATE api_keys SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1::uuid", {id, now},
                     missing);
}

Result<std::optional<WorkspaceId>> use_api_key(Transaction& owner, const std::string& key_hash, Instant now) {
  const auto found =
      TRY(query_first(owner,
                      "SELECT workspace_id, last_used_at FROM api_keys "
                      "WHERE key_hash = $1 AND revoked_at IS NULL",
                      {key_hash}, [](const Row& row) {
                        return std::pair(row.id<WorkspaceId>("workspace_id"), row.maybe_instant("last_used_at"));
                      }));
  if (!found) return std::nullopt;
  const auto& [workspace, used] = *found;
  if (!used || *used + kNoteUse <= now) {
    TRY(execute(owner, "UPDATE api_keys SET last_used_at = $2 WHERE key_hash = $1", {key_hash, now}));
  }
  return workspace;
}

}  // namespace connections::store
