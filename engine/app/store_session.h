#pragma once

#include "app/context.h"
#include "sync/decide_context.h"

namespace connections::app {

/// The opened database and the workspace typed: what commands on data begin with.
struct StoreSession {
  store::Database& database;
  WorkspaceId workspace;

  [[nodiscard]] static Result<StoreSession> open(Context& context) {
    const auto workspace = TRY(context.workspace());
    const auto database = TRY(context.database());
    return StoreSession{*database, workspace};
  }
  /// What deciding everything again works with.
  [[nodiscard]] sync::DecideContext deciding(Instant now) const {
    return {.database = database, .workspace = workspace, .now = now};
  }
  /// Runs `fn` with the workspace's rights in one transaction, which commits unless it fails.
  template <class F>
  auto transact(F&& fn) {
    return database.with(store::Role::kApp, workspace, std::forward<F>(fn));
  }
};

}  // namespace connections::app
