#include "sync/lifecycle.h"

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
  TRY(account::keep_gmail_status(run.database, run.workspace, connection, free, run.now));
  return free;
}

/// Takes one mail as far as it goes. The stats say how it ended.
Result<void> process(const SyncRun& run, const store::Connection& connection, const store::MessageProgress& progress,
                     SyncStats& stats) {
  const auto archived = TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::load_mail(app, progress.message);
  }));
  const ReadMail read = read_archived(run, archived, connection.platform);
  if (progress.stage == store::Stage::kArchived || progress.rule_book != read.facts.rule_book) {
    TRY(save_read(run, progress.message, read.facts));
    run.committed(Commit::kRead);
  }
  const auto decision = TRY(decide_and_apply(run, connection, progress.message, read));
  run.committed(Commit::kDecided);
  switch (decision.verdict) {
    case Verdict::kUpdate:
      ++stats.bookings_enriched;
      break;
    case Verdict::kReview:
      ++stats.reviews_filed;
      break;
    case Verdict::kWait:
      ++stats.waiting;
      break;
    case Verdict::kIgnore:
      ++stats.ignored;
      break;
  }
  log::event(
      Channel::kEmailProcessor, Level::kDebug, "mail_processed",
      {{"message", progress.message.value}, {"kind", name(read.facts.kind)}, {"verdict", name(decision.verdict)}});
  return {};
}

Result<void> process_pending(const SyncRun& run, const store::Connection& connection, SyncStats& stats) {
  const auto pending = TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::pending_messages(app, connection.id);
  }));
  std::size_t done = 0;
  for (const store::MessageProgress& progress : pending) {
    if (run.stop())
      return fail(Errc::kInterrupted, "stopped on request", {}, "the next run goes on where this one ended");
    run.progress(done++, pending.size());
    const auto processed = process(run, connection, progress, stats);
    if (processed) continue;
    if (processed.error().code == Errc::kStoreUnavailable) return processed;
    ++stats.failed;  // stays pending; the rest goes on
    log::event(Channel::kEmailProcessor, Level::kError, "mail_failed",
               {{"message", progress.message.value}, {"code", name(processed.error().code)}});
  }
  return {};
}

Result<void> run_stages(const SyncRun& run, const store::Connection& connection, const SourceFactory& make_source,
                        SyncStats& stats) {
  auto source = TRY(make_source(connection));
  TRY(archive_new_mails(run, connection, *source, stats));
  log::event(Channel::kEmailProcessor, Level::kInfo, "gmail_ingest_run",
             {{"connection", connection.id.value},
              {"scanned", stats.emails_scanned},
              {"count", stats.emails_archived},
              {"skipped", stats.emails_scanned - std::min(stats.emails_scanned, stats.emails_archived)}});
  return process_pending(run, connection, stats);
}

Result<void> end_run(const SyncRun& run, const store::Connection& connection, const SyncRunId& id,
                     const Result<void>& done, const SyncStats& stats) {
  using store::RunStatus;
  const bool interrupted = !done && done.error().code == Errc::kInterrupted;
  const RunStatus status = done ? RunStatus::kDone : interrupted ? RunStatus::kInterrupted : RunStatus::kFailed;
  log::event(Channel::kSync, done ? Level::kInfo : Level::kError, "sync_run_end",
             {{"connection", connection.id.value}, {"outcome", store::name(status)}, {"stats", to_json(stats)}});
  return run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) -> Result<void> {
    TRY(store::finish_run(app, id, status, nlohmann::json::parse(to_json(stats).dump()),
                          done ? "" : to_string(done.error()), run.now));
    return done ? store::set_synced(app, connection.id, run.now) : Result<void>();
  });
}

}  // namespace

Result<SyncStats> sync_connection(const SyncRun& run, const ConnectionId& id, const SourceFactory& make_source) {
  const auto connection = TRY(load_connection(run, id));
  TRY(check_label_is_free(run, connection));
  const auto lock = TRY(run.database.try_lock_connection(run.workspace, id));
  const auto begun = TRY(run.database.with(
      store::Role::kApp, run.workspace, [&](store::Transaction& app) { return store::begin_run(app, id, run.now); }));
  run.committed(Commit::kRunBegun);
  SyncStats stats;
  const Result<void> done = run_stages(run, connection, make_source, stats);
  TRY(account::keep_gmail_status(run.database, run.workspace, connection, done, run.now));
  TRY(end_run(run, connection, begun, done, stats));
  run.committed(Commit::kRunEnded);
  if (!done) return std::unexpected(done.error());
  return stats;
}

}  // namespace connections::sync
