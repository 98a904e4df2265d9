#include "store/tables/workspace_store.h"

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

Workspace workspace_of(const Row& row) {
  return {row.id<WorkspaceId>("workspace_id"), row.text("name"), row.instant("created_at")};
}

}  // namespace

Result<Workspace> create_workspace(Transaction& owner, const std::string& name, Instant now) {
  if (name.empty()) return fail(Errc::kInvalidArgument, "a workspace needs a name");
  // Names are unique by this lock and not by a constraint, which workspace_id would have to lead.
  TRY(query(owner, "SELECT pg_advisory_xact_lock(hashtextextended('connections/workspaces', 0))"));
  const auto created = TRY(query_first(owner,
                                       "INSERT INTO workspaces (name, created_at) SELECT $1::text, $2::timestamptz "
                                       "WHERE NOT EXISTS (SELECT 1 FROM workspaces WHERE name = $1::text) "
                                       "RETURNING workspace_id, name, created_at",
                                       {storable(name), now}, workspace_of));
  if (!created) return fail(Errc::kConflict, fmt::format("a workspace named \"{}\" exists already", name));
  return *created;
}

Result<std::optional<Workspace>> find_workspace(Transaction& owner, const std::string& name) {
  return query_first(owner, "SELECT workspace_id, name, created_at FROM workspaces WHERE name = $1", {storable(name)},
                     workspace_of);
}

Result<std::vector<Workspace>> list_workspaces(Transaction& owner) {
  return query_all(owner, "SELECT workspace_id, name, created_at FROM workspaces ORDER BY name", {}, workspace_of);
}

}  // namespace connections::store
