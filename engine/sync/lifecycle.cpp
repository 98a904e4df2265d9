#include "sync/lifecycle.h"

#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/gmail_status.h"
#include "account/shared_label.h"
#include "log/log.h"
#include "store/tables/fact_store.h"
#include "store/tables/progress_store.h"
#include "store/tables/sync_run_store.h"
#include "sync/archive_stage.h"
#include "sync/decide_stage.h"
#include "sync/label_stage.h"
#include "sync/read_stage.h"
#include "sync/survive.h"

namespace connections::sync {
namespace {

using log::Channel;
using log::Level;

Result<store::Connection> load_connection(const SyncRun& run, const ConnectionId& id) {
  return run.database.with(store::Role::kApp, run.workspace,
                           [&](store::Transaction& app) { return store::find_connection(app, id); });
}

/// Before anything is fetched.
Result<void> check_label_is_free(const SyncRun& run, const store::Connection& connection) {
  const auto all = TRY(run.database.with(store::Role::kApp, run.workspace,
                                         [](store::Transaction& app) { return store::list_connections(app); }));
  const auto free = account::refuse_shared_label(all, connection, connection.reservation_label);
  if (free) return {};
  TRY(account::record_gmail_status(run.database, run.workspace, connection, free, run.now));
  return free;
}

/// Reads one mail and saves what it says.
Result<void> read_one(const SyncRun& run, const store::Connection& connection, const store::MessageProgress& progress) {
  const MailReading reading{.message = progress.message, .read = TRY(read_guarded(run, progress, connection.platform))};
  TRY(not_held_against(run, progress.message,
                       run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
                         return save_readings(app, {&reading, 1}, run.now);
                       })));
  run.committed(Commit::kRead);
  return {};
}

Result<void> read_pending(const SyncRun& run, const store::Connection& connection, SyncStats& stats) {
  const auto pending = TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::messages_to_read(app, connection.id, run.parsers.book().hash,
                                   {.engine = run.engine_version, .parsers = run.parsers.in_force()});
  }));
  std::size_t done = 0;
  for (const store::MessageProgress& progress : pending) {
    if (run.stop())
      return fail(Errc::kInterrupted, "stopped on request", {}, "the next run goes on where this one ended");
    run.progress(done++, pending.size());
    const auto read = read_one(run, connection, progress);
    if (read) continue;
    if (read.error().code == Errc::kStoreUnavailable || read.error().code == Errc::kIo) return read;  // so would all
    ++stats.failed;  // stays pending; the rest goes on
    log::event(Channel::kEmailProcessor, Level::kError, "mail_failed",
               {{"message", progress.message.value}, {"code", name(read.error().code)}});
  }
  return {};
}

Result<void> run_stages(const SyncRun& run, const store::Connection& connection, const SourceFactory& make_source,
                        const SyncRunId& run_id, SyncStats& stats) {
  auto source = TRY(make_source(connection));
  TRY(archive_new_mails(run, connection, *source, stats));
  log::event(Channel::kEmailProcessor, Level::kInfo, "gmail_ingest_run",
             {{"connection", connection.id.value},
              {"scanned", stats.emails_scanned},
              {"count", stats.emails_archived},
              {"skipped", stats.emails_scanned - std::min(stats.emails_scanned, stats.emails_archived)}});
  TRY(check_parser(run, connection.platform));
  TRY(read_pending(run, connection, stats));
  return decide_open_mails(deciding(run), run_id, stats);
}

/// Seconds since `begun`, to the millisecond.
double seconds_since(std::chrono::steady_clock::time_point begun) {
  const auto passed = std::chrono::steady_clock::now() - begun;
  return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(passed).count()) / 1'000;
}

Result<void> end_run(const SyncRun& run, const store::Connection& connection, const SyncRunId& id,
                     const Result<void>& done, const SyncStats& stats, double seconds) {
  using store::RunStatus;
  const bool interrupted = !done && done.error().code == Errc::kInterrupted;
  const RunStatus status = done ? RunStatus::kDone : interrupted ? RunStatus::kInterrupted : RunStatus::kFailed;
  log::event(Channel::kSync, done ? Level::kInfo : Level::kError, "sync_run_end",
             {{"connection", connection.id.value},
              {"outcome", store::name(status)},
              {"duration", seconds},
              {"code", done ? "" : name(done.error().code)},
              {"stats", to_json(stats)}});
  return run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) -> Result<void> {
    TRY(store::finish_run(app, id, status, nlohmann::json::parse(to_json(stats).dump()),
                          done ? "" : to_string(done.error()), run.now));
    return done ? store::set_synced(app, connection.id, run.now) : Result<void>();
  });
}

}  // namespace

Result<SyncStats> sync_connection(const SyncRun& run, const ConnectionId& id, const SourceFactory& make_source) {
  const auto clock = std::chrono::steady_clock::now();
  const log::Scope ids(nlohmann::ordered_json{{"workspace", run.workspace.value}, {"connection", id.value}});
  const auto connection = TRY(load_connection(run, id));
  TRY(check_label_is_free(run, connection));
  const auto lock = TRY(run.database.try_lock_connection(run.workspace, id));
  const auto begun = TRY(run.database.with(
      store::Role::kApp, run.workspace, [&](store::Transaction& app) { return store::begin_run(app, id, run.now); }));
  const log::Scope run_id(nlohmann::ordered_json{{"run", begun.value}});
  run.committed(Commit::kRunBegun);
  SyncStats stats;
  const Result<void> done = run_stages(for_connection(run, connection), connection, make_source, begun, stats);
  TRY(account::record_gmail_status(run.database, run.workspace, connection, done, run.now));
  TRY(end_run(run, connection, begun, done, stats, seconds_since(clock)));
  run.committed(Commit::kRunEnded);
  if (!done) return std::unexpected(done.error());
  return stats;
}

}  // namespace connections::sync
