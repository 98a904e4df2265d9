#include "store/tables/sync_queue_store.h"

#include "store/sql/query.h"
#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

Param ids_of(const std::vector<ConnectionId>& connections) {
  std::vector<std::string> ids;
  ids.reserve(connections.size());
  for (const ConnectionId& one : connections) ids.push_back(one.value);
  return json_array(ids);
}

Result<void> run(Transaction& owner, const char* sql, const Params& params) {
  TRY(execute(owner, sql, params));
  return {};
}

}  // namespace

Result<void> enqueue_connections(Transaction& owner, const WorkspaceId& workspace,
                                 const std::vector<ConnectionId>& connections, Instant now) {
  return run(owner,
             "INSERT INTO sync_queue (connection_id, workspace_id, due_at) "
             "SELECT value::uuid, $2::uuid, $3::timestamptz FROM json_array_elements_text($1::json) "
             "ON CONFLICT (connection_id) DO NOTHING",
             {ids_of(connections), workspace, now});
}

Result<std::optional<QueueItem>> take_due(Transaction& owner, const TakeQuery& query) {
  return query_first(
      owner,
      "UPDATE sync_queue SET taken_by = $1, taken_until = $3, due_at = $4 WHERE connection_id = ("
      "SELECT connection_id FROM sync_queue WHERE (taken_until IS NULL AND due_at <= $2) OR taken_until <= $2 "
      "ORDER BY due_at, connection_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING workspace_id, connection_id",
      {storable(query.lease_owner), query.due_by, query.lease_until, query.next_due}, [](const Row& row) {
        return QueueItem{row.id<WorkspaceId>("workspace_id"), row.id<ConnectionId>("connection_id")};
      });
}

Result<bool> extend_lease(Transaction& owner, const ConnectionId& connection, const std::string& lease_owner,
                          Instant until) {
  const auto touched =
      TRY(execute(owner, "UPDATE sync_queue SET taken_until = $3 WHERE connection_id = $1 AND taken_by = $2",
                  {connection, storable(lease_owner), until}));
  return touched == 1;
}

Result<void> give_back(Transaction& owner, const ConnectionId& connection, const std::string& lease_owner) {
  return run(owner,
             "UPDATE sync_queue SET taken_by = NULL, taken_until = NULL WHERE connection_id = $1 AND taken_by = $2",
             {connection, storable(lease_owner)});
}

Result<void> remove_from_queue(Transaction& owner, const ConnectionId& connection) {
  return run(owner, "DELETE FROM sync_queue WHERE connection_id = $1", {connection});
}

Result<void> make_due(Transaction& owner, const std::vector<ConnectionId>& connections, Instant now) {
  return run(owner,
             "UPDATE sync_queue SET due_at = least(due_at, $2::timestamptz) WHERE connection_id IN "
             "(SELECT value::uuid FROM json_array_elements_text($1::json))",
             {ids_of(connections), now});
}

}  // namespace connections::store
