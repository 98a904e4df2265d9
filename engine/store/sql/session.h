#pragma once

#include <string>
#include <unordered_map>

#include <pqxx/pqxx>

namespace connections::store {

/// A session of PostgreSQL, and what it has prepared. Serves one thread at a time.
class Session {
 public:
  /// Throws pqxx::broken_connection if there is no way.
  explicit Session(const std::string& url) : connection_(url) {}

  [[nodiscard]] pqxx::connection& connection() noexcept { return connection_; }
  /// Name of the prepared statement, which is prepared at its first use: parsed and planned once a session. There are
  /// as many as the program has statements.
  [[nodiscard]] const std::string& prepared(const char* sql);

 private:
  pqxx::connection connection_;
  std::unordered_map<std::string, std::string> names_;  ///< by SQL
};

}  // namespace connections::store
