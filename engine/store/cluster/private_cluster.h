#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "model/error.h"
#include "store/cluster/cluster_files.h"
#include "store/sql/logins.h"

namespace connections::store {

struct ClusterOptions {
  bool fsync = true;  ///< false only for data that may be lost with the machine: tests, the demo
};

/// A PostgreSQL server of the program in its own folder, reachable through a Unix socket that only this
/// user can open. The server keeps running after the program ends, until stop().
class PrivateCluster {
 public:
  /// Makes the cluster if the folder has none, starts it if it does not run, and waits until it answers.
  /// Several processes may start the same folder at once. As root the server runs as `postgres` (or
  /// `nobody`); where that user cannot reach the folder, the cluster goes below /var/lib/connections, and
  /// notice() says so.
  ///
  /// Errors: kNotFound (no PostgreSQL programs on this machine, or none of the folder's version), kIo,
  /// kStoreUnavailable (the server does not start; the message ends with the last lines of its log).
  [[nodiscard]] static Result<PrivateCluster> start(const std::filesystem::path& data_folder,
                                                    const ClusterOptions& options = {});

  /// Of the database "connections", which start() creates, or of another, as the superuser. `database` needs no
  /// quoting.
  [[nodiscard]] std::string url(std::string_view database = kDatabase) const;
  /// The same with a login for each role; only migrations and look-ups are the superuser's.
  [[nodiscard]] Logins logins(std::string_view database = kDatabase) const;
  /// One sentence for the person if the cluster is not below the data folder; else empty.
  [[nodiscard]] const std::string& notice() const noexcept { return files_.notice; }
  [[nodiscard]] const ClusterFiles& files() const noexcept { return files_; }

  /// Ends the server, finishing what runs. No error if it does not run.
  [[nodiscard]] Result<void> stop();
  /// stop(), then removes the cluster with all its data.
  [[nodiscard]] Result<void> destroy();

  static constexpr std::string_view kDatabase = "connections";

 private:
  PrivateCluster(ClusterFiles files, ServerUser user, std::filesystem::path programs);
  [[nodiscard]] Result<void> stop_server() const;
  [[nodiscard]] Result<void> start_server(const ClusterOptions& options) const;
  [[nodiscard]] Result<void> initialise() const;
  [[nodiscard]] Result<void> configure(const ClusterOptions& options) const;
  [[nodiscard]] Result<void> launch() const;
  [[nodiscard]] Result<void> create_database() const;

  ClusterFiles files_;
  ServerUser user_;
  std::filesystem::path programs_;
};

}  // namespace connections::store
