#pragma once

#include <map>
#include <optional>
#include <string>

#include "model/ids.h"
#include "server/schedule/sync_runner.h"
#include "store/tables/sync_run_store.h"

namespace connections::server {

/// The runs of a connection as Server-Sent Events: one when a run begins and one when it ends. An event's id is the
/// run's with its status, so that a client that sends it as Last-Event-ID gets what it missed; without one it gets the
/// last run first. One thread at a time.
class RunEvents {
 public:
  RunEvents(const SyncRunner& runner, WorkspaceId workspace, ConnectionId connection, std::string last_event);

  /// What is new, as text/event-stream; empty: nothing, or the database is away.
  [[nodiscard]] std::string next();

 private:
  /// Notes the runs that the client has seen.
  void note_seen(const std::vector<store::SyncRun>& newest_first);

  const SyncRunner& runner_;
  WorkspaceId workspace_;
  ConnectionId connection_;
  std::string last_event_;
  bool has_begun_ = false;
  std::map<std::string, store::RunStatus> seen_;  ///< by run
};

}  // namespace connections::server
