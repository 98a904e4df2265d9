#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include "store/tables/sync_run_store.h"
#include "sync/decide_context.h"
#include "sync/sync_stats.h"

/// Everything open is decided again when something changed outside a sync: a feed, what a person said, the rules.
namespace connections::sync {

/// What deciding again did.
struct Solved {
  std::optional<SyncRunId> run;  ///< under which `undo --run` finds its changes; nothing: nothing changed
  SyncStats stats;
};

/// Decides every open mail of the workspace as a run of its own. A run that changes nothing leaves no row.
/// Errors: those of deciding; what was decided before stays, and the next sync or solve goes on.
[[nodiscard]] Result<Solved> solve_workspace(const DecideContext& context);

/// What a person did, and what followed from it. The act stands even where solving failed: the next sync solves again.
template <class T>
struct Acted {
  T value;
  Result<Solved> solved;
};

/// Runs `act`, which takes a Transaction& and returns a Result<T>, in one transaction of `role`, then decides
/// everything open again. Errors: those of `act`; then nothing was changed.
template <class Act>
[[nodiscard]] auto act_and_solve(const DecideContext& context, Act&& act, store::Role role = store::Role::kApp)
    -> Result<Acted<typename std::invoke_result_t<Act&, store::Transaction&>::value_type>> {
  auto value = TRY(context.database.with(role, context.workspace, std::forward<Act>(act)));
  context.committed(Commit::kActed);
  return Acted<decltype(value)>{std::move(value), solve_workspace(context)};
}

}  // namespace connections::sync
