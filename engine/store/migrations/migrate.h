#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/database.h"

/// The schema's history. Each step is a file migrations/NNNN_name.sql, compiled in, and runs once in a
/// transaction of its own; its SHA-256 is stored, so a step that was altered after it ran is detected.
namespace connections::store {

struct Migration {
  int version = 0;  ///< NNNN; from 1, ascending
  std::string name;
  std::string sql;
};

struct MigrationState {
  int version = 0;
  std::string name;
  bool applied = false;
  bool altered = false;  ///< what ran differs from what this program has
};

[[nodiscard]] std::span<const Migration> embedded_migrations();

/// Brings the database up to date; gives how many steps ran. Several processes may call it at once.
/// kMigrationFailed: a step failed (nothing of it stays), an applied step was altered, or the database is
/// ahead of this program.
[[nodiscard]] Result<int> migrate(Database& database, Instant now);
[[nodiscard]] Result<int> migrate(Database& database, std::span<const Migration> steps, Instant now);
[[nodiscard]] Result<std::vector<MigrationState>> migration_status(Database& database);
[[nodiscard]] Result<std::vector<MigrationState>> migration_status(Database& database,
                                                                   std::span<const Migration> steps);

}  // namespace connections::store
