#pragma once

#include <cstddef>

#include "model/time.h"
#include "store/sql/database.h"

namespace connections::server {

/// Connections of all workspaces, counted.
struct Census {
  std::size_t workspaces = 0;
  std::size_t connections = 0;
  std::size_t in_error = 0;        ///< gmail_status "error"
  std::size_t must_reconnect = 0;  ///< of them: Google ended the access
  Instant taken_at;
};

/// Visits every workspace: counts its connections, and puts new ones into the sync queue.
[[nodiscard]] Result<Census> take_census(store::Database& database, Instant now);

}  // namespace connections::server
