#include "server/schedule/sync_runner.h"

namespace connections::server {

Result<sync::SyncStats> SyncRunner::run(const WorkspaceId& workspace, const ConnectionId& connection,
                                        const std::function<void()>& alive) const {
  plugin::Parsers parsers = registry.parsers();
  sync::SyncRun run{.database = database, .workspace = workspace, .parsers = parsers, .now = now()};
  run.trusted_borders = trusted_borders;
  run.stop = [&] {
    alive();
    return stop();
  };
  return sync::sync_connection(run, connection, sources(workspace));
}

}  // namespace connections::server
