#include "store/access/watch_store.h"

#include "store/sql/query.h"
#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

Watch watch_of(const Row& row) {
  return {.gmail_address = row.text("gmail_address"),
          .expires_at = row.maybe_instant("expires_at"),
          .tried_at = row.instant("tried_at"),
          .error = row.text("error")};
}

Result<void> run(Transaction& app, const char* sql, const Params& params) {
  TRY(execute(app, sql, params));
  return {};
}

}  // namespace

Result<void> save_watch(Transaction& app, const ConnectionId& connection, const std::string& address, Instant expires,
                        Instant now) {
  return run(app,
             "INSERT INTO gmail_watches (workspace_id, connection_id, gmail_address, expires_at, tried_at) "
             "VALUES (current_setting('app.workspace_id')::uuid, $1, lower($2), $3, $4) "
             "ON CONFLICT (workspace_id, connection_id) DO UPDATE SET gmail_address = excluded.gmail_address, "
             "expires_at = excluded.expires_at, tried_at = excluded.tried_at, error = ''",
             {connection, storable(address), expires, now});
}

Result<void> save_watch_error(Transaction& app, const ConnectionId& connection, const std::string& error, Instant now) {
  return run(app,
             "INSERT INTO gmail_watches (workspace_id, connection_id, tried_at, error) "
             "VALUES (current_setting('app.workspace_id')::uuid, $1, $2, $3) "
             "ON CONFLICT (workspace_id, connection_id) DO UPDATE SET tried_at = excluded.tried_at, "
             "error = excluded.error",
             {connection, now, storable(error)});
}

Result<std::optional<Watch>> find_watch(Transaction& app, const ConnectionId& connection) {
  return query_first(app,
                     "SELECT gmail_address, expires_at, tried_at, error FROM gmail_watches WHERE connection_id = $1",
                     {connection}, watch_of);
}

Result<std::vector<ConnectionId>> watching_connections(Transaction& owner, const std::string& address) {
  return query_all(owner, "SELECT connection_id FROM gmail_watches WHERE gmail_address = lower($1)",
                   {storable(address)}, [](const Row& row) { return row.id<ConnectionId>("connection_id"); });
}

}  // namespace connections::store
