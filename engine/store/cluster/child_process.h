#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/error.h"
#include "store/cluster/server_user.h"

namespace connections::store {

struct ChildRun {
  int exit_code = -1;  ///< 128 + signal if it was killed; 127 if it could not be started
  std::string output;  ///< what it wrote to both streams
};

/// Runs a program to its end as `user`, in `folder`, without a shell and with an environment of its own (PATH and
/// LC_ALL=C: no PG* variable of the caller leaks in). Safe while other threads run. kIo if there is no process.
[[nodiscard]] Result<ChildRun> run_child(const std::vector<std::string>& words, const std::filesystem::path& folder,
                                         const ServerUser& user);

}  // namespace connections::store
