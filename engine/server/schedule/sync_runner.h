#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plugin/registry.h"
#include "server/metrics/metrics.h"
#include "store/sql/database.h"
#include "sync/lifecycle.h"
#include "sync/worker_reader.h"

namespace connections::server {

/// What every sync of this process uses, scheduled or requested over HTTP. The caller keeps the parts alive. run() is
/// thread-safe.
struct SyncRunner {
  store::Database& database;
  plugin::Registry& registry;
  /// Where the mails of a workspace's connections come from.
  std::function<sync::SourceFactory(const WorkspaceId&)> sources;
  std::vector<std::string> trusted_borders;
  std::function<Instant()> now;
  std::function<bool()> stop;              ///< true: the process ends; each run ends at its next mail
  sync::WorkerReaders* readers = nullptr;  ///< null: mails are read in this process
  Metrics* metrics = nullptr;              ///< counts what is done; null: nobody does

  /// One run with the active rules. `alive` is called between mails, by any of its threads. Errors: those of
  /// sync_connection and WorkerReaders::now.
  [[nodiscard]] Result<sync::SyncStats> run(
      const WorkspaceId& workspace, const ConnectionId& connection, const std::function<void()>& alive = [] {}) const;
};

}  // namespace connections::server
