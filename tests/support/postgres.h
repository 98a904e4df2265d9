#pragma once

#include <string>

#include "store/cluster/private_cluster.h"
#include "store/sql/database.h"
#include "support/files.h"

namespace connections::test {

/// A private PostgreSQL that one test process starts on first use and removes when it ends (link
/// connections::test_postgres). Works as root too. Without fsync: its data may be lost.
class PostgresServer {
 public:
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  [[nodiscard]] store::PrivateCluster& cluster() noexcept { return cluster_; }
  /// Creates an empty database and gives its name.
  [[nodiscard]] std::string fresh_database();

 private:
  TempFolder folder_;
  store::PrivateCluster cluster_;
  int owner_;  ///< process id: a forked child that exits must not stop the server
  int databases_ = 0;
};

/// A folder in which the server's user may be given a subfolder, even if tests run as root.
void let_others_pass(const TempFolder& folder);

[[nodiscard]] PostgresServer& postgres();
[[nodiscard]] std::string fresh_database_url();
/// An empty database with the schema of the program.
[[nodiscard]] store::Database fresh_store();

}  // namespace connections::test
