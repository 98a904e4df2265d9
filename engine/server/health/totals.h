#pragma once

#include <cstddef>

#include "model/time.h"
#include "store/sql/database.h"

namespace connections::server {

/// What there is over all workspaces.
struct Totals {
  std::size_t workspaces = 0;
  std::size_t connections = 0;
  std::size_t in_error = 0;        ///< gmail_status "error"
  std::size_t must_reconnect = 0;  ///< of these: Google ended the access
  std::size_t arrivals = 0;        ///< stays that begin within sync::kArrivalDays
  std::size_t arrivals_named = 0;
  std::size_t reviews_open = 0;
  Instant counted_at;
};

/// Counts what every workspace has, and adds new connections to the sync queue. Errors: those of the store.
[[nodiscard]] Result<Totals> count_totals(store::Database& database, Instant now);

}  // namespace connections::server
