#pragma once

#include <filesystem>
#include <string>

#include "model/error.h"
#include "store/cluster/server_user.h"

namespace connections::store {

inline constexpr const char* kSocketFile = ".s.PGSQL.5432";  ///< as PostgreSQL calls it

/// Where the parts of a private cluster lie.
struct ClusterFiles {
  std::filesystem::path folder;  ///< holds the rest; 0700, of the server's user
  std::filesystem::path data;    ///< PGDATA
  std::filesystem::path socket;  ///< folder of the Unix socket, 0700
  std::filesystem::path log;
  std::string notice;  ///< why it is not below the data folder; else empty

  /// flock to make, start, stop or remove; beside the folder, so that it can be taken before there is one.
  [[nodiscard]] std::filesystem::path lock() const { return folder.string() + ".lock"; }
};

/// Chooses the place for a data folder: <data folder>/postgres, or, where the server's user cannot reach that, one
/// below /var/lib/connections. Makes the folders above it only; `socket` is still empty. kIo.
[[nodiscard]] Result<ClusterFiles> choose_cluster_files(const std::filesystem::path& data_folder,
                                                        const ServerUser& user);

/// Makes `files.folder` and the socket's folder, and fills `files.socket`; call under the lock. A socket's path may
/// have 107 bytes only: a longer one, or one that would need quoting, goes to a short folder that a file in the
/// cluster remembers. kIo.
[[nodiscard]] Result<void> make_cluster_folders(ClusterFiles& files, const ServerUser& user);

}  // namespace connections::store
