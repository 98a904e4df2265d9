#include "server/schedule/sync_runner.h"

namespace connections::server {
namespace {

std::string_view outcome_of(const Result<sync::SyncStats>& done) {
  if (done) return "done";
  return done.error().code == Errc::kInterrupted ? "interrupted" : "failed";
}

void count(Metrics& metrics, const Result<sync::SyncStats>& done, std::chrono::duration<double> took) {
  metrics.count(Metric::kSyncs, {outcome_of(done)});
  metrics.observe(Metric::kSyncSeconds, {}, took.count());
  if (!done) return;
  const auto add = [&](Metric counter, std::size_t by) { metrics.count(counter, {}, static_cast<double>(by)); };
  add(Metric::kMailsArchived, done->emails_archived);
  add(Metric::kMailsUnfetched, done->emails_unfetched);
  add(Metric::kBookingsEnriched, done->bookings_enriched);
  add(Metric::kNamesTakenBack, done->names_taken_back);
  add(Metric::kReviewsFiled, done->reviews_filed);
}

}  // namespace

Result<sync::SyncStats> SyncRunner::run(const WorkspaceId& workspace, const ConnectionId& connection,
                                        const std::function<void()>& alive) const {
  sync::Reading reading = readers != nullptr ? TRY(readers->now()) : sync::Reading{registry.parsers(), nullptr};
  sync::SyncRun run{.database = database, .workspace = workspace, .parsers = reading.parsers, .now = now()};
  run.reader = reading.reader.get();
  run.trusted_borders = trusted_borders;
  run.stop = [&] {
    alive();
    return stop();
  };
  const auto begun = std::chrono::steady_clock::now();
  auto done = sync::sync_connection(run, connection, sources(workspace));
  if (metrics != nullptr) count(*metrics, done, std::chrono::steady_clock::now() - begun);
  return done;
}

}  // namespace connections::server
