#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "app/gmail_session.h"
#include "app/store_session.h"
#include "server/signals.h"
#include "store/tables/connection_store.h"
#include "sync/lifecycle.h"
#include "view/run_view.h"

namespace connections::app {

/// Whether a person, or the end of the terminal, asked to stop. Make it after the private PostgreSQL was started: that
/// must get its own signals. Thread-safe.
class StopRequest {
 public:
  [[nodiscard]] bool made() {
    if (signals_.take_reload()) hung_up_ = true;  // SIGHUP: there is nothing to reload here
    return hung_up_ || signals_.stop_requested();
  }

 private:
  server::Signals signals_;
  std::atomic<bool> hung_up_ = false;
};

/// Syncs connections one after the other, with a progress bar on a terminal. SIGINT and SIGTERM end it at the next
/// mail; the next run resumes.
[[nodiscard]] Result<std::vector<view::RunView>> sync_connections(Context& context, StoreSession& session,
                                                                  const std::vector<store::Connection>& connections,
                                                                  Instant now);

/// Makes the sources of a workspace's connections: folders, or Gmail labels. `gmail` must outlive it; `stop` ends what
/// a source waits for.
[[nodiscard]] sync::SourceFactory source_factory(GmailSession& gmail, const WorkspaceId& workspace,
                                                 std::function<bool()> stop);

}  // namespace connections::app
