#pragma once

#include <filesystem>
#include <string>

#include "model/error.h"
#include "store/server_user.h"

namespace connections::store {

/// Where the parts of a private cluster lie.
struct ClusterFiles {
  std::filesystem::path folder;    ///< holds the rest; 0700, of the server's user
  std::filesystem::path data;      ///< PGDATA
  std::filesystem::path socket;    ///< folder of the Unix socket, 0700
  std::filesystem::path log;
  std::filesystem::path lock;      ///< flock while starting or stopping
  std::string notice;              ///< why it is not below the data folder; else empty
};

/// Chooses and creates the folders for a data folder. A socket's path may have 107 bytes only: a longer one,
/// or one that would need quoting, goes to a short folder that a file in the cluster remembers. kIo.
[[nodiscard]] Result<ClusterFiles> prepare_cluster_files(const std::filesystem::path& data_folder,
                                                         const ServerUser& user);

}  // namespace connections::store
