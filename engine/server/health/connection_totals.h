#pragma once

#include <cstddef>

#include "model/time.h"
#include "store/sql/database.h"

namespace connections::server {

/// Number of connections over all workspaces.
struct ConnectionTotals {
  std::size_t workspaces = 0;
  std::size_t connections = 0;
  std::size_t in_error = 0;        ///< gmail_status "error"
  std::size_t must_reconnect = 0;  ///< of these: Google ended the access
  Instant counted_at;
};

/// Counts the connections of every workspace and adds new ones to the sync queue. Errors: those of the store.
[[nodiscard]] Result<ConnectionTotals> count_connections(store::Database& database, Instant now);

}  // namespace connections::server
