#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plugin/registry.h"
#include "store/sql/database.h"
#include "sync/lifecycle.h"

namespace connections::server {

/// What every sync of this process works with: the scheduler's and the one somebody asks for over HTTP. The owner of
/// the parts keeps them alive; run() may be called by several threads at once.
struct SyncRunner {
  store::Database& database;
  plugin::Registry& registry;
  /// Where the mails of a workspace's connections come from.
  std::function<sync::SourceFactory(const WorkspaceId&)> sources;
  std::vector<std::string> trusted_borders;
  std::function<Instant()> now;
  std::function<bool()> stop;  ///< the process is to end: each run ends at its next mail

  /// One run on the rules in force now. `alive` is called between mails. Errors: those of sync_connection.
  [[nodiscard]] Result<sync::SyncStats> run(
      const WorkspaceId& workspace, const ConnectionId& connection, const std::function<void()>& alive = [] {}) const;
};

}  // namespace connections::server
