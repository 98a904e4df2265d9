#include "app/sync_session.h"

#include <atomic>
#include <csignal>

#include <fmt/format.h>

#include "app/progress.h"
#include "source/folder/folder_source.h"

namespace connections::app {
namespace {

std::atomic<bool> g_stop = false;  // written by the signal handler: nothing else may be

void ask_to_stop(int) { g_stop = true; }

}  // namespace

Result<std::unique_ptr<source::Source>> make_source(const store::Connection& connection) {
  if (connection.source_kind == store::SourceKind::kFolder) return source::make_folder_source(connection.folder_path);
  return fail(Errc::kSourceFailed,
              fmt::format("the connection '{}' reads Gmail, which this version cannot", connection.name), {},
              "create it with --folder and point that at exported mail");
}

Result<std::vector<SyncOutcome>> sync_connections(Context& context, StoreSession& session,
                                                  const std::vector<store::Connection>& connections, Instant now) {
  auto parsers = context.parsers();
  if (!parsers) return std::unexpected(parsers.error());
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  std::vector<SyncOutcome> outcomes;
  for (const store::Connection& connection : connections) {
    Progress progress(connection.name);
    sync::SyncRun run{.database = session.database, .workspace = session.workspace, .parsers = *parsers, .now = now};
    run.trusted_borders = (*context.config())->trusted_borders;
    run.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total); };
    run.stop = [] { return g_stop.load(); };
    run.check_label = true;  // a person asked: say now if the label is gone
    outcomes.push_back({connection, sync::sync_connection(run, connection.id, make_source)});
    if (g_stop) break;
  }
  return outcomes;
}

}  // namespace connections::app
