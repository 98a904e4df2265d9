#pragma once

#include "app/context.h"

namespace connections::app {

/// The opened database and the workspace typed: what commands on data begin with.
struct StoreSession {
  store::Database& database;
  WorkspaceId workspace;

  [[nodiscard]] static Result<StoreSession> open(Context& context) {
    const auto workspace = context.workspace();
    if (!workspace) return std::unexpected(workspace.error());
    const auto database = context.database();
    if (!database) return std::unexpected(database.error());
    return StoreSession{**database, *workspace};
  }
  template <class F>
  auto read(F&& fn) {
    return database.with(store::Role::kApp, workspace, std::forward<F>(fn));
  }
};

}  // namespace connections::app
