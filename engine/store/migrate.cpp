#include "store/migrate.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "secrets/digest.h"
#include "store/query.h"

namespace connections::store {
namespace {

using Applied = std::map<int, std::string>;  ///< version → SHA-256 of what ran

/// Held until the step's transaction ends: one process migrates at a time.
constexpr const char* kLock = "SELECT pg_advisory_xact_lock(hashtextextended('connections/migrate', 0))";

constexpr const char* kTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, name text NOT NULL, "
    "sha256 text NOT NULL, applied_at timestamptz NOT NULL)";

Result<Applied> applied_steps(Transaction& owner) {
  const auto rows = query_all(owner, "SELECT version, sha256 FROM schema_migrations", {}, [](const Row& row) {
    return std::pair(static_cast<int>(row.integer("version")), row.text("sha256"));
  });
  if (!rows) return std::unexpected(rows.error());
  return Applied(rows->begin(), rows->end());
}

std::string label(const Migration& step) { return fmt::format("{:04}_{}", step.version, step.name); }

Result<void> check_order(std::span<const Migration> steps) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].version != static_cast<int>(i) + 1)
      return fail(Errc::kMigrationFailed,
                  fmt::format("migration {} stands where number {} belongs", label(steps[i]), i + 1));
  return {};
}

Result<void> check_applied(const Applied& applied, std::span<const Migration> steps) {
  for (const auto& [version, digest] : applied) {
    if (version < 1 || version > static_cast<int>(steps.size()))
      return fail(Errc::kMigrationFailed,
                  fmt::format("the database holds migration {}, which this program does not know", version), {},
                  "a newer version of the program has run here; use that one");
    const Migration& step = steps[static_cast<std::size_t>(version) - 1];
    if (digest != secrets::sha256_hex(step.sql))
      return fail(Errc::kMigrationFailed, fmt::format("migration {} was altered after it was applied", label(step)), {},
                  "put it back as it was and write a new migration");
  }
  return {};
}

Result<void> apply(Transaction& owner, const Migration& step, Instant now) {
  if (const auto ran = run_script(owner, step.sql); !ran)
    return fail(Errc::kMigrationFailed, fmt::format("migration {}: {}", label(step), ran.error().message),
                ran.error().where);
  const auto noted = execute(owner, "INSERT INTO schema_migrations VALUES ($1, $2, $3, $4)",
                             {step.version, step.name, secrets::sha256_hex(step.sql), now});
  if (!noted) return std::unexpected(noted.error());
  return {};
}

/// Runs the first step that has not run yet; false if there is none.
Result<bool> apply_next(Transaction& owner, std::span<const Migration> steps, Instant now) {
  if (const auto locked = query(owner, kLock); !locked) return std::unexpected(locked.error());
  if (const auto made = run_script(owner, kTable); !made) return std::unexpected(made.error());
  const auto applied = applied_steps(owner);
  if (!applied) return std::unexpected(applied.error());
  if (const auto sound = check_applied(*applied, steps); !sound) return std::unexpected(sound.error());
  const auto next =
      std::find_if(steps.begin(), steps.end(), [&](const Migration& step) { return !applied->contains(step.version); });
  if (next == steps.end()) return false;
  if (const auto ran = apply(owner, *next, now); !ran) return std::unexpected(ran.error());
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
  if (const auto ordered = check_order(steps); !ordered) return std::unexpected(ordered.error());
  for (int ran = 0;; ++ran) {
    const Result<bool> more = database.as_owner([&](Transaction& owner) { return apply_next(owner, steps, now); });
    if (!more) return std::unexpected(more.error());
    if (!*more) return ran;
  }
}

Result<int> migrate(Database& database, Instant now) { return migrate(database, embedded_migrations(), now); }

Result<std::vector<MigrationState>> migration_status(Database& database, std::span<const Migration> steps) {
  return database.as_owner([&](Transaction& owner) -> Result<std::vector<MigrationState>> {
    const auto table = query(owner, "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL");
    if (!table) return std::unexpected(table.error());
    if (table->size() == 0) return compare({}, steps);
    const auto applied = applied_steps(owner);
    if (!applied) return std::unexpected(applied.error());
    return compare(*applied, steps);
  });
}

Result<std::vector<MigrationState>> migration_status(Database& database) {
  return migration_status(database, embedded_migrations());
}

}  // namespace connections::store
