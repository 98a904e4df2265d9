#include "server/schedule/sync_runner.h"

namespace connections::server {

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
  return sync::sync_connection(run, connection, sources(workspace));
}

}  // namespace connections::server
