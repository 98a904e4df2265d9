#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "model/error.h"

namespace connections::store {

/// Where Debian and its like keep each major version: <kPostgresRoot>/15/bin.
inline constexpr const char* kPostgresRoot = "/usr/lib/postgresql";

/// The folder with initdb, pg_ctl and postgres: of the major version that made `data` if that is a cluster
/// already (another version cannot read it), else the highest there is. kNotFound with what to install.
[[nodiscard]] Result<std::filesystem::path> postgres_programs(const std::filesystem::path& data,
                                                              const std::filesystem::path& root = kPostgresRoot);

/// The major version of the cluster in `data` ("15"), or nothing if there is none.
[[nodiscard]] std::optional<std::string> cluster_version(const std::filesystem::path& data);

}  // namespace connections::store
