#include "server/health/totals.h"

#include "store/tables/booking_store.h"
#include "store/tables/connection_store.h"
#include "store/tables/review_store.h"
#include "store/tables/sync_queue_store.h"
#include "store/tables/workspace_store.h"
#include "sync/coming/arrivals.h"
#include "sync/health.h"

namespace connections::server {
namespace {

Result<void> visit(store::Database& database, const WorkspaceId& workspace, Totals& totals) {
  const auto all = TRY(database.with(
      store::Role::kApp, workspace, [&](store::Transaction& app) -> Result<std::vector<store::Connection>> {
        const auto counts = TRY(store::count_arrivals(app, day_of(totals.counted_at), sync::kArrivalDays));
        totals.arrivals += counts.stays;
        totals.arrivals_named += counts.named;
        totals.reviews_open += TRY(store::count_open_reviews(app));
        return store::list_connections(app);
      }));
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

Result<Totals> count_totals(store::Database& database, Instant now) {
  const auto workspaces =
      TRY(database.as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); }));
  Totals totals{.workspaces = workspaces.size(), .counted_at = now};
  for (const store::Workspace& one : workspaces) TRY(visit(database, one.id, totals));
  return totals;
}

}  // namespace connections::server
