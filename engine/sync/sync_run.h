#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/time.h"
#include "plugin/parsers.h"
#include "source/source.h"
#include "store/sql/database.h"
#include "store/tables/connection_store.h"
#include "sync/decide_context.h"
#include "sync/sync_stats.h"

namespace connections::sync {

inline constexpr const char* kEngineVersion = CONNECTIONS_ENGINE_VERSION;

class WorkerReader;

/// What a run works with; all of it is the caller's and outlives the run.
struct SyncRun {
  store::Database& database;
  WorkspaceId workspace;
  plugin::Parsers& parsers;
  Instant now;                                                ///< the only clock
  std::vector<std::string> trusted_borders{"mx.google.com"};  ///< whose Authentication-Results count
  std::function<void(std::size_t done, std::size_t total)> progress = [](std::size_t, std::size_t) {};
  std::function<bool()> stop = [] { return false; };      ///< true: end at the next mail, resume later; thread-safe
  std::string engine_version = kEngineVersion;            ///< a mail that ended this engine is read again by another
  std::function<void(Commit)> committed = [](Commit) {};  ///< tests kill the process here; on the caller's thread
  WorkerReader* reader = nullptr;  ///< reads the mails in processes of their own; null: they are read in this process
  std::size_t batch = kBatchMails;
  bool check_label = false;  ///< look the label up in the mailbox even if that was done a moment ago

  /// The matching rules in force.
  [[nodiscard]] const match::Policy& policy() const { return parsers.book().matching; }
};

/// Whose Authentication-Results count for the mails of a connection: its own border, else those of the settings.
[[nodiscard]] inline std::vector<std::string> borders_of(const store::Connection& connection,
                                                         std::vector<std::string> trusted) {
  return connection.border.empty() ? std::move(trusted) : std::vector{connection.border};
}

/// The same run for one connection.
[[nodiscard]] inline SyncRun for_connection(SyncRun run, const store::Connection& connection) {
  run.trusted_borders = borders_of(connection, std::move(run.trusted_borders));
  return run;
}

/// What deciding needs of it.
[[nodiscard]] inline DecideContext deciding(const SyncRun& run) {
  return {.database = run.database,
          .workspace = run.workspace,
          .now = run.now,
          .policy = run.policy(),
          .stop = run.stop,
          .committed = run.committed,
          .batch = run.batch};
}

}  // namespace connections::sync
