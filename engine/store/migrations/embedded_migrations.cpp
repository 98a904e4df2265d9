#include <charconv>

#include "model/embedded_file.h"
#include "store/migrations/migrate.h"

namespace connections {

std::span<const EmbeddedFile> migration_files();  // migrations/*.sql, made by the build

namespace store {
namespace {

/// "0002_tables.sql" is number 2, "tables". A file named otherwise is number 0, which migrate() refuses.
Migration migration_of(const EmbeddedFile& file) {
  constexpr std::size_t kDigits = 4;
  constexpr std::string_view kEnding = ".sql";
  Migration step{.version = 0, .name = std::string(file.name), .sql = std::string(file.text)};
  const std::string_view name = file.name;
  if (name.size() <= kDigits + 1 + kEnding.size() || name[kDigits] != '_') return step;
  const auto [end, error] = std::from_chars(name.data(), name.data() + kDigits, step.version);
  if (error != std::errc{} || end != name.data() + kDigits) return step.version = 0, step;
  step.name = name.substr(kDigits + 1, name.size() - kDigits - 1 - kEnding.size());
  return step;
}

}  // namespace

std::span<const Migration> embedded_migrations() {
  static const std::vector<Migration> steps = [] {
    std::vector<Migration> all;
    for (const EmbeddedFile& file : migration_files()) all.push_back(migration_of(file));
    return all;
  }();
  return steps;
}

}  // namespace store
}  // namespace connections
