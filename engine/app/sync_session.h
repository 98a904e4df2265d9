#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/gmail_session.h"
#include "app/store_session.h"
#include "server/signals.h"
#include "store/tables/connection_store.h"
#include "sync/lifecycle.h"
#include "sync/worker_reader.h"
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

/// Whether mails are read in sandboxed processes, or here: for debugging, and where a sandbox is not to be had.
enum class ReadIn : std::uint8_t { kWorkers, kThisProcess };
inline constexpr Option kInProcess{"--in-process", "read mails in this process: a crash or a loop then ends it",
                                   Option::Type::kFlag};
[[nodiscard]] inline ReadIn read_in(const Arguments& arguments) {
  return arguments.has(kInProcess) ? ReadIn::kThisProcess : ReadIn::kWorkers;
}

/// Readers of mails with the parsers of `registry`, or none (ReadIn::kThisProcess). Make them, and call now() once,
/// before keys and tokens are read: their processes have this one's memory.
[[nodiscard]] std::unique_ptr<sync::WorkerReaders> make_readers(const plugin::Registry& registry,
                                                                const settings::Settings& settings, ReadIn where);

/// Syncs connections one after the other, with a progress bar on a terminal. SIGINT and SIGTERM end it at the next
/// mail; the next run resumes.
[[nodiscard]] Result<std::vector<view::RunView>> sync_connections(Context& context, StoreSession& session,
                                                                  const std::vector<store::Connection>& connections,
                                                                  Instant now, ReadIn where = ReadIn::kWorkers);

/// Makes the sources of a workspace's connections: folders, or Gmail labels. `gmail` must outlive it; `stop` ends what
/// a source waits for.
[[nodiscard]] sync::SourceFactory source_factory(GmailSession& gmail, const WorkspaceId& workspace,
                                                 std::function<bool()> stop);

}  // namespace connections::app
