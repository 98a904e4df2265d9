#include "store/cluster/postgres_programs.h"

#include <charconv>
#include <fstream>

#include <fmt/format.h>

namespace connections::store {
namespace {

int major_of(const std::filesystem::path& folder) {
  const std::string word = folder.filename().string();
  int major = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), major);
  return error == std::errc{} && end == word.data() + word.size() ? major : 0;
}

bool complete(const std::filesystem::path& programs) {
  std::error_code ignored;
  return std::filesystem::exists(programs / "initdb", ignored) && std::filesystem::exists(programs / "pg_ctl", ignored);
}

}  // namespace

std::optional<std::string> cluster_version(const std::filesystem::path& data) {
  std::ifstream file(data / "PG_VERSION");
  std::string version;
  if (!(file >> version)) return std::nullopt;
  return version;
}

Result<std::filesystem::path> postgres_programs(const std::filesystem::path& data, const std::filesystem::path& root) {
  if (const auto version = cluster_version(data)) {
    if (complete(root / *version / "bin")) return root / *version / "bin";
    return fail(Errc::kNotFound,
                fmt::format("the database was made by PostgreSQL {}, which is not installed", *version), data.string(),
                fmt::format("apt-get install postgresql-{0}, or move the data with pg_upgrade", *version));
  }
  std::filesystem::path best;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(root, ignored))
    if (complete(entry.path() / "bin") && major_of(entry.path()) > major_of(best)) best = entry.path();
  if (best.empty())
    return fail(Errc::kNotFound, "the PostgreSQL server programs are not installed", root.string(),
                "apt-get install postgresql, or name a PostgreSQL server with --database");
  return best / "bin";
}

}  // namespace connections::store
