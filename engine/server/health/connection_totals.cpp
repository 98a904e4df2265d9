#include "server/health/connection_totals.h"

#include "store/tables/connection_store.h"
#include "store/tables/sync_queue_store.h"
#include "store/tables/workspace_store.h"
#include "sync/health.h"

namespace connections::server {
namespace {

Result<void> visit(store::Database& database, const WorkspaceId& workspace, ConnectionTotals& totals) {
  const auto all = TRY(database.with(store::Role::kApp, workspace,
                                     [](store::Transaction& app) { return store::list_connections(app); }));
  std::vector<ConnectionId> ids;
  for (const store::Connection& one : all) {
    ids.push_back(one.id);
    if (one.gmail_status == store::GmailStatus::kError) ++totals.in_error;
    if (sync::must_reconnect(one)) ++totals.must_reconnect;
  }
  totals.connections += ids.size();
  return database.as_owner(
      [&](store::Transaction& owner) { return store::enqueue_connections(owner, workspace, ids, totals.counted_at); });
}

}  // namespace

Result<ConnectionTotals> count_connections(store::Database& database, Instant now) {
  const auto workspaces =
      TRY(database.as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); }));
  ConnectionTotals totals{.workspaces = workspaces.size(), .counted_at = now};
  for (const store::Workspace& one : workspaces) TRY(visit(database, one.id, totals));
  return totals;
}

}  // namespace connections::server
