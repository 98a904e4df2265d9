#pragma once

#include <filesystem>
#include <optional>

#include <sys/types.h>

#include "model/error.h"

namespace connections::store {

/// The server process of a cluster, or nothing if none runs: postmaster.pid names a live process that works in
/// this very folder. A recycled process id does not count.
[[nodiscard]] std::optional<pid_t> running_postmaster(const std::filesystem::path& data);

/// Removes a postmaster.pid that names a live process which is not this cluster's server: PostgreSQL would wait
/// for that one for ever. A pid of a dead process is left to PostgreSQL, which also looks for orphans. True if
/// it was removed.
[[nodiscard]] Result<bool> remove_stale_lock(const std::filesystem::path& data);

}  // namespace connections::store
