#include "server/watch_renewal.h"

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "store/watch_store.h"
#include "store/workspace_store.h"

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
        auto all = store::list_connections(app);
        if (!all) return all;
        std::vector<store::Connection> due;
        for (store::Connection& one : *all) {
          if (one.source_kind != store::SourceKind::kGmail || one.gmail_status != store::GmailStatus::kConnected)
            continue;
          const auto watch = store::find_watch(app, one.id);
          if (!watch) return std::unexpected(watch.error());
          if (is_due(*watch, now)) due.push_back(std::move(one));
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
  const auto workspaces = database.as_owner([](store::Transaction& owner) { return store::list_workspaces(owner); });
  if (!workspaces) return std::unexpected(workspaces.error());
  WatchTally tally;
  for (const store::Workspace& workspace : *workspaces) {
    const auto due = due_in(database, workspace.id, now);
    if (!due) return std::unexpected(due.error());
    for (const store::Connection& one : *due)
      if (auto done = renew(database, workspace.id, one, ask, now, tally); !done) return std::unexpected(done.error());
  }
  return tally;
}

}  // namespace connections::server
