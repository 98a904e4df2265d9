#include "sync/label_stage.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "log/log.h"

namespace connections::sync {
namespace {

using log::Channel;
using log::Level;

/// Names of labels stay out of the log: they are the person's own words.
void report(const store::Connection& connection, const source::VerifiedLabel& seen, SyncStats& stats) {
  if (seen.renamed)
    stats.label_note =
        fmt::format("the label '{}' is called '{}' now; it is followed", connection.reservation_label, seen.name);
  if (seen.remade) stats.label_note = fmt::format("the label '{}' was made anew; it is read from the start", seen.name);
  if (stats.label_note.empty()) return;
  log::event(Channel::kGmailVerify, Level::kWarning, seen.remade ? "label_remade" : "label_renamed",
             {{"connection", connection.id.value}, {"label_id", seen.id}});
}

}  // namespace

Result<void> refuse_shared_label(const std::vector<store::Connection>& all, const store::Connection& own,
                                 const std::string& label) {
  for (const store::Connection& other : all) {
    if (other.id == own.id || other.source_kind != own.source_kind || label.empty() || other.reservation_label != label)
      continue;
    log::event(Channel::kEmailProcessor, Level::kCritical, "label_isolation_violation",
               {{"connection", own.id.value}, {"other", other.id.value}});
    return fail(Errc::kLabelConflict,
                fmt::format("the connections '{}' and '{}' watch the same label '{}'", own.name, other.name, label), {},
                "give each connection a label of its own");
  }
  return {};
}

Result<void> keep_label(const SyncRun& run, const store::Connection& connection, const source::VerifiedLabel& seen,
                        SyncStats& stats) {
  const auto kept = run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) -> Result<void> {
    if (seen.renamed) {
      const auto all = store::list_connections(app);
      if (!all) return std::unexpected(all.error());
      if (auto free = refuse_shared_label(*all, connection, seen.name); !free) return free;
    }
    return store::set_seen_label(
        app, connection.id,
        {.was = connection.reservation_label, .id = seen.id, .name = seen.name, .other = seen.remade}, run.now);
  });
  if (!kept) return kept;
  report(connection, seen, stats);
  run.committed(Commit::kLabelSeen);
  return {};
}

}  // namespace connections::sync
