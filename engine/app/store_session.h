#pragma once

#include "app/context.h"
#include "sync/decide_context.h"

namespace connections::app {

/// The opened database and the workspace typed: what commands on data begin with.
struct StoreSession {
  Context& context;
  store::Database& database;
  WorkspaceId workspace;

  [[nodiscard]] static Result<StoreSession> open(Context& context) {
    const auto workspace = TRY(context.workspace());
    const auto database = TRY(context.database());
    return StoreSession{context, *database, workspace};
  }
  /// What deciding everything again works with: the matching rules in force. Errors: those of Context::registry.
  [[nodiscard]] Result<sync::DecideContext> deciding(Instant now) const {
    const auto registry = TRY(context.registry());
    return sync::DecideContext{
        .database = database, .workspace = workspace, .now = now, .policy = registry->book()->matching};
  }
  /// Runs `fn` with the workspace's rights in one transaction, which commits unless it fails.
  template <class F>
  auto transact(F&& fn) {
    return database.with(store::Role::kApp, workspace, std::forward<F>(fn));
  }
};

}  // namespace connections::app
