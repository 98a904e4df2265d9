#pragma once

#include <string>
#include <vector>

#include "app/gmail_session.h"
#include "app/store_session.h"
#include "store/tables/connection_store.h"
#include "sync/lifecycle.h"

namespace connections::app {

/// How the sync of one connection ended.
struct SyncOutcome {
  store::Connection connection;
  Result<sync::SyncStats> stats;
};

/// Syncs connections one after the other, with a progress bar on a terminal. SIGINT and SIGTERM end it at the next
/// mail; the next run resumes.
[[nodiscard]] Result<std::vector<SyncOutcome>> sync_connections(Context& context, StoreSession& session,
                                                                const std::vector<store::Connection>& connections,
                                                                Instant now);

/// Makes the sources of a workspace's connections: folders, or Gmail labels. `gmail` must outlive it; `stop` ends what
/// a source waits for.
[[nodiscard]] sync::SourceFactory source_factory(GmailSession& gmail, const WorkspaceId& workspace,
                                                 std::function<bool()> stop);

}  // namespace connections::app
