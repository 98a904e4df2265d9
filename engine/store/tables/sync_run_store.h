#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `sync_runs`: the history of each connection's runs, and of runs of the whole workspace.
namespace connections::store {

enum class RunStatus : std::uint8_t { kRunning, kDone, kFailed, kInterrupted };
[[nodiscard]] std::string_view name(RunStatus status) noexcept;  ///< "running", "done", "failed", "interrupted"

struct SyncRun {
  SyncRunId id;
  ConnectionId connection;
  Instant started_at;
  std::optional<Instant> finished_at;
  RunStatus status = RunStatus::kRunning;
  nlohmann::json stats;  ///< {"emails_scanned", "bookings_enriched", "reviews", "failures", …}
  std::string error;
};

/// Opens a run. Call under the connection's lock: a run that is still marked "running" was killed, and becomes
/// "interrupted".
[[nodiscard]] Result<SyncRunId> begin_run(Transaction& app, const ConnectionId& connection, Instant now);
/// kNotFound if there is no such run in this workspace.
[[nodiscard]] Result<void> finish_run(Transaction& app, const SyncRunId& id, RunStatus status,
                                      const nlohmann::json& stats, const std::string& error, Instant now);
[[nodiscard]] Result<std::optional<SyncRun>> last_run(Transaction& app, const ConnectionId& connection);
[[nodiscard]] Result<std::vector<SyncRun>> list_runs(Transaction& app, const ConnectionId& connection,
                                                     std::size_t limit = 50);  ///< newest first

/// What a run of the workspace did: decided everything again, or read the archive anew.
enum class RunKind : std::uint8_t { kSolve, kReread };
/// An id for a run whose row is written when it has ended, if it changed anything.
[[nodiscard]] Result<SyncRunId> new_run_id(Transaction& app);
/// Writes the row of a run of the workspace that is done. Once more with the same id: replaces its figures.
[[nodiscard]] Result<void> record_run(Transaction& app, const SyncRunId& id, RunKind kind, const nlohmann::json& stats,
                                      Instant now);

}  // namespace connections::store
