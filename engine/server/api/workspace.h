#pragma once

#include <utility>

#include "server/api/api.h"
#include "server/api/route.h"
#include "sync/solve_workspace.h"

namespace connections::server {

/// Runs `fn` in one transaction with the rights of the caller's workspace.
template <class F>
auto in_workspace(const Call& call, F&& fn, store::Role role = store::Role::kApp) {
  return call.api.runner.database.with(role, call.caller.workspace, std::forward<F>(fn));
}

/// What deciding everything again works with there.
inline sync::DecideContext deciding(const Call& call) {
  const SyncRunner& runner = call.api.runner;
  return {.database = runner.database,
          .workspace = call.caller.workspace,
          .now = runner.now(),
          .policy = runner.registry.book()->matching};
}

/// Runs `act` there, then decides everything open again; gives what `act` gave.
template <class F>
auto act_in_workspace(const Call& call, F&& act) -> std::invoke_result_t<F&, store::Transaction&> {
  auto acted = TRY(sync::act_and_solve(deciding(call), std::forward<F>(act)));
  return std::move(acted.value);
}

}  // namespace connections::server
