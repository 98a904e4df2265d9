#include "sync/label_stage.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/shared_label.h"
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

Result<void> keep_label(const SyncRun& run, const store::Connection& connection, const source::VerifiedLabel& seen,
                        SyncStats& stats) {
  TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) -> Result<void> {
    if (seen.renamed) {
      const auto all = TRY(store::list_connections(app));
      TRY(account::refuse_shared_label(all, connection, seen.name));
    }
    return store::set_seen_label(
        app, connection.id,
        {.was = connection.reservation_label, .id = seen.id, .name = seen.name, .other = seen.remade}, run.now);
  }));
  report(connection, seen, stats);
  run.committed(Commit::kLabelSeen);
  return {};
}

}  // namespace connections::sync
