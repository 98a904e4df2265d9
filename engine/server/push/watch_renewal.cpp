#include "server/push/watch_renewal.h"

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "store/access/watch_store.h"
#include "store/tables/workspace_store.h"

namespace connections::server {
namespace {

bool is_due(const std::optional<store::Watch>& watch, Instant now) {
  if (!watch) return true;
  return watch->tried_at + (watch->error.empty() ? kRenewWatch : kRetryWatch) <= now;
}

/// The connections of a workspace whose watch is to be renewed now.
Result<std::vector<store::Connection>> due_in(store::Database& database, const WorkspaceId& workspace, Instant now) {
  return database.with(
      store::Role::kApp, workspace, [&](store::Transaction& app) -> Result<std::vector<store::Connection>> {
        auto all = TRY(store::list_connections(app));
        std::vector<store::Connection> due;
        for (store::Connection& one : all) {
          if (one.source_kind != store::SourceKind::kGmail || one.gmail_status != store::GmailStatus::kConnected)
            continue;
          const auto watch = TRY(store::find_watch(app, one.id));
          if (is_due(watch, now)) due.push_back(std::move(one));
        }
        return due;
      });
}

Result<void> renew(store::Database& database, const WorkspaceId& workspace, const store::Connection& one,
                   const AskForWatch& ask, Instant now, WatchTally& tally) {
  const auto granted = ask(workspace, one);
  ++(granted ? tally.renewed : tally.failed);
  log::event(log::Channel::kGmailVerify, granted ? log::Level::kInfo : log::Level::kWarning,
             granted ? "watch_renewed" : "watch_failed",
             {{"connection", one.id.value}, {"code", granted ? "" : name(granted.error().code)}});
  return database.with(store::Role::kApp, workspace, [&](store::Transaction& app) {
    return granted ? store::save_watch(app, one.id, granted->address, granted->expires, now)
                   : store::save_watch_error(app, one.id, to_string(granted.error()), now);
  });
}

}  // namespace

Result<WatchTally> renew_watches(store::Database& database, const AskForWatch& ask, Instant now) {
  const auto workspaces =
      TRY(database.as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); }));
  WatchTally tally;
  for (const store::Workspace& workspace : workspaces) {
    const auto due = TRY(due_in(database, workspace.id, now));
    for (const store::Connection& one : due) TRY(renew(database, workspace.id, one, ask, now, tally));
  }
  return tally;
}

}  // namespace connections::server
