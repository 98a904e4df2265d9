#include "store/fetch_failure_store.h"

#include "store/query.h"
#include "store/storable_text.h"

namespace connections::store {
namespace {

FetchFailure failure_of(const Row& row) {
  FetchFailure out;
  out.gmail_message_id = row.text("gmail_message_id");
  out.error = row.text("error");
  out.attempts = static_cast<int>(row.integer("attempts"));
  out.first_failed_at = row.instant("first_failed_at");
  out.last_failed_at = row.instant("last_failed_at");
  return out;
}

}  // namespace

Result<void> record_fetch_failure(Transaction& app, const ConnectionId& connection, const std::string& gmail_message_id,
                                  const Error& error, Instant now) {
  const auto done = execute(
      app,
      "INSERT INTO fetch_failures AS kept (workspace_id, connection_id, gmail_message_id, error, first_failed_at, "
      "last_failed_at) VALUES (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $4) "
      "ON CONFLICT (workspace_id, connection_id, gmail_message_id) DO UPDATE SET error = excluded.error, "
      "attempts = kept.attempts + 1, last_failed_at = excluded.last_failed_at",
      {connection, storable(gmail_message_id), storable(to_string(error)), now});
  if (!done) return std::unexpected(done.error());
  return {};
}

Result<std::vector<FetchFailure>> list_fetch_failures(Transaction& app, const ConnectionId& connection) {
  return query_all(app,
                   "SELECT gmail_message_id, error, attempts, first_failed_at, last_failed_at FROM fetch_failures "
                   "WHERE connection_id = $1 ORDER BY first_failed_at, gmail_message_id",
                   {connection}, failure_of);
}

Result<void> clear_fetch_failure(Transaction& app, const ConnectionId& connection,
                                 const std::string& gmail_message_id) {
  const auto done = execute(app, "DELETE FROM fetch_failures WHERE connection_id = $1 AND gmail_message_id = $2",
                            {connection, storable(gmail_message_id)});
  if (!done) return std::unexpected(done.error());
  return {};
}

}  // namespace connections::store
