#include "store/cluster/create_database.h"

#include <fmt/format.h>
#include <pqxx/pqxx>

#include "store/sql/pqxx_errors.h"

namespace connections::store {
namespace {

/// PostgreSQL cuts longer names (NAMEDATALEN).
constexpr std::size_t kLongestName = 63;

bool usable(const std::string& name) {
  return !name.empty() && name.size() <= kLongestName &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

bool exists(pqxx::connection& session, const std::string& name) {
  pqxx::nontransaction work(session);
  return !work.exec(fmt::format("SELECT 1 FROM pg_database WHERE datname = '{}'", name)).empty();
}

constexpr const char* kLoginRoles =
    "DO $$ DECLARE wanted text; BEGIN "
    "FOREACH wanted IN ARRAY ARRAY['connections_app', 'connections_calendar'] LOOP "
    "IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN EXECUTE format('CREATE ROLE %I LOGIN', "
    "wanted); "
    "ELSIF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted AND rolcanlogin) THEN "
    "EXECUTE format('ALTER ROLE %I LOGIN', wanted); END IF; END LOOP; END $$";

void create(pqxx::connection& session, const std::string& name) {
  pqxx::nontransaction work(session);  // CREATE DATABASE refuses to run in a transaction
  work.exec(fmt::format("CREATE DATABASE \"{}\"", name));
}

}  // namespace

Result<void> ensure_database(const std::string& server_url, const std::string& name) {
  if (!usable(name)) return fail(Errc::kInvalidArgument, fmt::format("invalid database name \"{}\"", name));
  return guarded([&]() -> Result<void> {
    pqxx::connection session(server_url);
    if (exists(session, name)) return {};
    try {
      create(session, name);
    } catch (const pqxx::sql_error&) {
      if (!exists(session, name)) throw;  // else another process was faster
    }
    return {};
  });
}

Result<void> ensure_login_roles(const std::string& server_url) {
  return guarded([&]() -> Result<void> {
    pqxx::connection session(server_url);
    pqxx::work work(session);
    work.exec(kLoginRoles);
    work.commit();
    return {};
  });
}

}  // namespace connections::store
