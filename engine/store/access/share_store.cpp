#include "store/access/share_store.h"

#include <stdexcept>

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/sql/uuid.h"

namespace connections::store {
namespace {

constexpr std::chrono::hours kNoteUse{1};  ///< a row is written once in so long, not each time a calendar looks

constexpr const char* kColumns =
    "id, workspace_id, name, profile, property, token_hash, created_at, last_used_at, revoked_at";

Share share_of(const Row& row) {
  Share out;
  out.id = row.text("id");
  out.workspace = row.id<WorkspaceId>("workspace_id");
  out.name = row.text("name");
  const auto profile = parse_share_profile(row.text("profile"));
  if (!profile) throw std::runtime_error("unknown profile in the database");
  out.profile = *profile;
  out.property = row.text("property");
  out.token_hash = row.text("token_hash");
  out.created_at = row.instant("created_at");
  out.last_used_at = row.maybe_instant("last_used_at");
  out.revoked_at = row.maybe_instant("revoked_at");
  return out;
}

std::string select(const char* condition) {
  return fmt::format("SELECT {} FROM calendar_shares {}", kColumns, condition);
}

std::string missing(const std::string& id) { return fmt::format("no shared calendar {} in this workspace", id); }

}  // namespace

Result<Share> create_share(Transaction& app, const NewShare& wanted, Instant now) {
  return query_one(app,
                   fmt::format("INSERT INTO calendar_shares (workspace_id, name, profile, property, token_hash, "
                               "created_at) VALUES (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5) "
                               "RETURNING {}",
                               kColumns)
                       .c_str(),
                   {storable(wanted.name), name(wanted.profile), storable(wanted.property), wanted.token_hash, now},
                   share_of, "no calendar was shared");
}

Result<std::vector<Share>> list_shares(Transaction& app) {
  return query_all(app, select("ORDER BY created_at, id").c_str(), {}, share_of);
}

Result<Share> find_share(Transaction& app, const std::string& id) {
  if (!is_uuid(id)) return fail(Errc::kNotFound, missing(id));
  return query_one(app, select("WHERE id = $1").c_str(), {id}, share_of, missing(id));
}

Result<void> revoke_share(Transaction& app, const std::string& id, Instant now) {
  if (!is_uuid(id)) return fail(Errc::kNotFound, missing(id));
  return execute_one(app, "UPDATE calendar_shares SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1", {id, now},
                     missing(id));
}

Result<std::optional<Share>> use_share(Transaction& owner, const std::string& token_hash, Instant now) {
  auto found =
      TRY(query_first(owner, select("WHERE token_hash = $1 AND revoked_at IS NULL").c_str(), {token_hash}, share_of));
  if (found && (!found->last_used_at || *found->last_used_at + kNoteUse <= now))
    TRY(execute(owner, "UPDATE calendar_shares SET last_used_at = $2 WHERE token_hash = $1", {token_hash, now}));
  return found;
}

}  // namespace connections::store
