#include "store/migrations/migrate.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "secrets/digest.h"
#include "store/sql/query.h"

namespace connections::store {
namespace {

using Applied = std::map<int, std::string>;  ///< version → SHA-256 of what ran

/// Held until the step's transaction ends: one process migrates at a time.
constexpr const char* kLock = "SELECT pg_advisory_xact_lock(hashtextextended('connections/migrate', 0))";

constexpr const char* kTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, name text NOT NULL, "
    "sha256 text NOT NULL, applied_at timestamptz NOT NULL)";

Result<Applied> applied_steps(Transaction& owner) {
  const auto rows = TRY(query_all(owner, "SELECT version, sha256 FROM schema_migrations", {}, [](const Row& row) {
    return std::pair(static_cast<int>(row.integer("version")), row.text("sha256"));
  }));
  return Applied(rows.begin(), rows.end());
}

std::string label(const Migration& step) { return fmt::format("{:04}_{}", step.version, step.name); }

/// Numbers ascend; they may have gaps, so that two branches can each add one.
Result<void> check_order(std::span<const Migration> steps) {
  int before = 0;
  for (const Migration& step : steps) {
    if (step.version <= before)
      return fail(Errc::kMigrationFailed, fmt::format("migration {} found after number {}", label(step), before));
    before = step.version;
  }
  return {};
}

Result<void> check_applied(const Applied& applied, std::span<const Migration> steps) {
  for (const auto& [version, digest] : applied) {
    const auto step = std::ranges::find(steps, version, &Migration::version);
    if (step == steps.end())
      return fail(Errc::kMigrationFailed,
                  fmt::format("the database has migration {}, which this program does not know", version), {},
                  "a newer version of the program has run here; use that one");
    if (digest != secrets::sha256_hex(step->sql))
      return fail(Errc::kMigrationFailed, fmt::format("migration {} was altered after it was applied", label(*step)),
                  {}, "restore it and write a new migration");
  }
  return {};
}

Result<void> apply(Transaction& owner, const Migration& step, Instant now) {
  if (const auto ran = run_script(owner, step.sql); !ran)
    return fail(Errc::kMigrationFailed, fmt::format("migration {}: {}", label(step), ran.error().message),
                ran.error().where);
  TRY(execute(owner, "INSERT INTO schema_migrations VALUES ($1, $2, $3, $4)",
              {step.version, step.name, secrets::sha256_hex(step.sql), now}));
  return {};
}

/// Runs the first step that has not run yet; false if there is none.
Result<bool> apply_next(Transaction& owner, std::span<const Migration> steps, Instant now) {
  TRY(query(owner, kLock));
  TRY(run_script(owner, kTable));
  const auto applied = TRY(applied_steps(owner));
  TRY(check_applied(applied, steps));
  const auto next =
      std::find_if(steps.begin(), steps.end(), [&](const Migration& step) { return !applied.contains(step.version); });
  if (next == steps.end()) return false;
  TRY(apply(owner, *next, now));
  return true;
}

std::vector<MigrationState> compare(const Applied& applied, std::span<const Migration> steps) {
  std::vector<MigrationState> states;
  for (const Migration& step : steps) {
    const auto found = applied.find(step.version);
    const bool ran = found != applied.end();
    states.push_back({step.version, step.name, ran, ran && found->second != secrets::sha256_hex(step.sql)});
  }
  return states;
}

}  // namespace

Result<int> migrate(Database& database, std::span<const Migration> steps, Instant now) {
  TRY(check_order(steps));
  for (int ran = 0;; ++ran) {
    const auto more = TRY(database.as_owner([&](Transaction& owner) { return apply_next(owner, steps, now); }));
    if (!more) return ran;
  }
}

Result<int> migrate(Database& database, Instant now) { return migrate(database, embedded_migrations(), now); }

Result<std::vector<MigrationState>> migration_status(Database& database, std::span<const Migration> steps) {
  return database.as_owner([&](Transaction& owner) -> Result<std::vector<MigrationState>> {
    const auto table = TRY(query(owner, "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL"));
    if (table.size() == 0) return compare({}, steps);
    const auto applied = TRY(applied_steps(owner));
    return compare(applied, steps);
  });
}

Result<std::vector<MigrationState>> migration_status(Database& database) {
  return migration_status(database, embedded_migrations());
}

}  // namespace connections::store
