#include "store/tables/fetch_failure_store.h"

#include "store/sql/query.h"
#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

FetchFailure failure_of(const Row& row) {
  FetchFailure out;
  out.gmail_message_id = row.text("gmail_message_id");
  out.error = row.text("error");
  out.attempts = static_cast<int>(row.integer("attempts"));
  out.first_failed_at = row.instant("first_failed_at");
  out.last_failed_at = row.instant("last_failed_at");
  out.absent = static_cast<int>(row.integer("absent"));
  out.gone_at = row.maybe_instant("gone_at");
  return out;
}

}  // namespace

Result<FetchFailure> record_fetch_failure(Transaction& app, const ConnectionId& connection,
                                          const std::string& gmail_message_id, const Error& error, Instant now) {
  return query_one(
      app,
      "INSERT INTO fetch_failures AS kept (workspace_id, connection_id, gmail_message_id, error, first_failed_at, "
      "last_failed_at, absent) VALUES (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $4, $5) "
      "ON CONFLICT (workspace_id, connection_id, gmail_message_id) DO UPDATE SET error = excluded.error, "
      "attempts = kept.attempts + 1, last_failed_at = excluded.last_failed_at, "
      "absent = CASE WHEN excluded.absent = 1 THEN kept.absent + 1 ELSE 0 END "
      "RETURNING gmail_message_id, error, attempts, first_failed_at, last_failed_at, absent, gone_at",
      {connection, storable(gmail_message_id), storable(to_string(error)), now, error.code == Errc::kNotFound ? 1 : 0},
      failure_of, "no fetch failure was kept");
}

Result<std::vector<FetchFailure>> list_fetch_failures(Transaction& app, const ConnectionId& connection) {
  return query_all(
      app,
      "SELECT gmail_message_id, error, attempts, first_failed_at, last_failed_at, absent, gone_at FROM fetch_failures "
      "WHERE connection_id = $1 ORDER BY first_failed_at, gmail_message_id",
      {connection}, failure_of);
}

Result<void> mark_gone(Transaction& app, const ConnectionId& connection, const std::string& gmail_message_id,
                       Instant now) {
  return execute_one(app,
                     "UPDATE fetch_failures SET gone_at = coalesce(gone_at, $3) "
                     "WHERE connection_id = $1 AND gmail_message_id = $2",
                     {connection, storable(gmail_message_id), now}, "no fetch failure of this mail is kept");
}

Result<void> clear_fetch_failures(Transaction& app, const ConnectionId& connection,
                                  const std::vector<std::string>& gmail_message_ids) {
  std::vector<std::string> ids;
  for (const std::string& id : gmail_message_ids) ids.push_back(storable(id));
  TRY(execute(app,
              "DELETE FROM fetch_failures WHERE connection_id = $1 AND gmail_message_id IN "
              "(SELECT json_array_elements_text($2::json))",
              {connection, json_array(ids)}));
  return {};
}

}  // namespace connections::store
