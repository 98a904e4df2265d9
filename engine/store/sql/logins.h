#pragma once

#include <string>

namespace connections::store {

/// How transactions log in, as connection strings of libpq. With logins of their own, app and calendar transactions are
/// bound by the server to their role; else they log in as the owner and change into it (SET LOCAL ROLE), which SQL
/// could undo.
struct Logins {
  std::string owner;     ///< owns the tables: migrations and the look-ups of Database::as_owner
  std::string app;       ///< connections_app; empty: as the owner
  std::string calendar;  ///< connections_calendar; empty: as the owner
};

}  // namespace connections::store
