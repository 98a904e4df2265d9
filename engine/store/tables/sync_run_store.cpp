#include "store/tables/sync_run_store.h"

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr Names<RunStatus, 4> kStatuses{{"running", "done", "failed", "interrupted"}};

constexpr Names<RunKind, 2> kKinds{{"solve", "reread"}};

SyncRun run_of(const Row& row) {
  SyncRun out;
  out.id = row.id<SyncRunId>("id");
  out.connection = row.id<ConnectionId>("connection_id");
  out.started_at = row.instant("started_at");
  out.finished_at = row.maybe_instant("finished_at");
  out.status = kStatuses.parse(row.text("status"));
  out.stats = row.json("stats");
  out.error = row.text("error");
  return out;
}

}  // namespace

std::string_view name(RunStatus status) noexcept { return kStatuses.of(status); }

Result<SyncRunId> begin_run(Transaction& app, const ConnectionId& connection, Instant now) {
  TRY(execute(app,
              "UPDATE sync_runs SET status = 'interrupted', finished_at = $2 "
              "WHERE connection_id = $1 AND status = 'running'",
              {connection, now}));
  return query_one(
      app,
      "INSERT INTO sync_runs (workspace_id, connection_id, started_at, status) "
      "VALUES (current_setting('app.workspace_id')::uuid, $1, $2, 'running') RETURNING id",
      {connection, now}, [](const Row& row) { return row.id<SyncRunId>("id"); }, "no run was opened");
}

Result<void> finish_run(Transaction& app, const SyncRunId& id, RunStatus status, const nlohmann::json& stats,
                        const std::string& error, Instant now) {
  return execute_one(app, "UPDATE sync_runs SET status = $2, stats = $3, error = $4, finished_at = $5 WHERE id = $1",
                     {id, name(status), storable_json(stats), storable(error), now},
                     fmt::format("no sync run {} in this workspace", id.value));
}

Result<std::optional<SyncRun>> last_run(Transaction& app, const ConnectionId& connection) {
  auto runs = TRY(list_runs(app, connection, 1));
  if (runs.empty()) return std::nullopt;
  return std::move(runs.front());
}

Result<std::vector<SyncRun>> list_runs(Transaction& app, const ConnectionId& connection, std::size_t limit) {
  return query_all(app,
                   "SELECT id, connection_id, started_at, finished_at, status, stats, error FROM sync_runs "
                   "WHERE connection_id = $1 ORDER BY sequence DESC LIMIT $2",
                   {connection, static_cast<std::int64_t>(limit)}, run_of);
}

Result<SyncRunId> new_run_id(Transaction& app) {
  return query_one(app, "SELECT gen_random_uuid() AS id", {}, [](const Row& row) { return row.id<SyncRunId>("id"); },
                   {});
}

Result<void> record_run(Transaction& app, const SyncRunId& id, RunKind kind, const nlohmann::json& stats, Instant now) {
  TRY(execute(app,
              "INSERT INTO sync_runs (workspace_id, id, kind, started_at, finished_at, status, stats) VALUES "
              "(current_setting('app.workspace_id')::uuid, $1, $2, $4, $4, 'done', $3) "
              "ON CONFLICT (workspace_id, id) DO UPDATE SET stats = excluded.stats, finished_at = excluded.finished_at",
              {id, kKinds.of(kind), storable_json(stats), now}));
  return {};
}

}  // namespace connections::store
