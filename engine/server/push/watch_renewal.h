#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "model/time.h"
#include "store/sql/database.h"
#include "store/tables/connection_store.h"

namespace connections::server {

/// What users.watch gave for one connection.
struct WatchedMailbox {
  std::string address;  ///< whose mailbox it is
  Instant expires;
};
/// Asks Gmail to watch a connection's label. The application wires it to source::watch_label.
using AskForWatch = std::function<Result<WatchedMailbox>(const WorkspaceId&, const store::Connection&)>;

inline constexpr std::chrono::hours kRenewWatch{24};  ///< Google ends a watch after 7 days and advises once a day
inline constexpr std::chrono::hours kRetryWatch{1};   ///< after a failure; polling goes on meanwhile

struct WatchTally {
  std::size_t renewed = 0;
  std::size_t failed = 0;
};

/// Renews what is due, over all workspaces: connected Gmail connections only. A failure is recorded and does not stop
/// the others. Errors: the store's.
[[nodiscard]] Result<WatchTally> renew_watches(store::Database& database, const AskForWatch& ask, Instant now);

}  // namespace connections::server
