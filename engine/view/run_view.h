#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/tables/connection_store.h"
#include "store/tables/sync_run_store.h"
#include "sync/solve_workspace.h"
#include "sync/sync_stats.h"

namespace connections::view {

/// How one sync of a connection ended.
struct RunView {
  store::Connection connection;
  Result<sync::SyncStats> stats;
};

/// The figures of one run: the answer of POST …/sync. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const sync::SyncStats& stats);
/// "connection" and "name", then the figures, or "error".
[[nodiscard]] nlohmann::ordered_json to_json(const RunView& run);
/// A run as it is kept: "id", "connection", "status", its times, "error", "stats".
[[nodiscard]] nlohmann::ordered_json to_json(const store::SyncRun& run);
/// A sync that was asked for and will run; `runs`: where it will show.
[[nodiscard]] nlohmann::ordered_json sync_requested_json(const ConnectionId& connection, const std::string& runs);
[[nodiscard]] nlohmann::ordered_json runs_json(const std::vector<RunView>& runs);
/// One line a run that succeeded; empty if none did.
[[nodiscard]] std::string runs_table(const std::vector<RunView>& runs);

/// What deciding again changed: {"run", "stats"}; "run" is null if nothing changed. Or {"error"}.
[[nodiscard]] nlohmann::ordered_json solved_json(const Result<sync::Solved>& solved);
/// The same as a line for people, with how to undo it; empty: nothing changed.
[[nodiscard]] std::string solved_text(const Result<sync::Solved>& solved);

}  // namespace connections::view
