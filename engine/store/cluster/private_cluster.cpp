#include "store/cluster/private_cluster.h"

#include <chrono>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "store/cluster/child_process.h"
#include "store/cluster/create_database.h"
#include "store/cluster/file_lock.h"
#include "store/cluster/postgres_programs.h"
#include "store/cluster/postmaster.h"

namespace connections::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLogin = "connections";        ///< the cluster's superuser
constexpr std::string_view kMaintenance = "postgres";     ///< the database that initdb makes
constexpr auto kStartTimeout = std::chrono::seconds(60);  ///< recovery after a crash replays the log first
constexpr auto kPause = std::chrono::milliseconds(100);
constexpr std::size_t kLogTailBytes = 2000;  ///< bytes of the server's log shown when it fails
constexpr int kStartAttempts = 3;            ///< after a crash, children of the old server may take a moment to leave

std::string log_tail(const fs::path& log) {
  std::ifstream file(log, std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(file), {});
  return all.size() <= kLogTailBytes ? all : all.substr(all.size() - kLogTailBytes);
}

/// Everything that differs from PostgreSQL's defaults. The file is ours alone and is written at each start.
std::string settings(const ClusterFiles& files, const ClusterOptions& options) {
  return fmt::format(
      "# Written by connections at each start of the private cluster.\n"
      "listen_addresses = ''\n"
      "unix_socket_directories = '{}'\n"
      "unix_socket_permissions = 0700\n"
      "fsync = {}\n"
      "synchronous_commit = {}\n"
      "full_page_writes = {}\n"
      "max_connections = 100\n"
      "timezone = 'UTC'\n"
      "log_timezone = 'UTC'\n"
      "lc_messages = 'C'\n"
      "default_toast_compression = 'lz4'\n"
      "log_statement = 'none'\n"
      "log_min_error_statement = panic\n",  // statements carry mail; the log must not
      files.socket.string(), options.fsync ? "on" : "off", options.fsync ? "on" : "off", options.fsync ? "on" : "off");
}

Result<void> write_file(const fs::path& path, const std::string& content, const ServerUser& user) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << content;
  if (!out.flush()) return fail(Errc::kIo, "cannot write the server's settings", path.string());
  if (user.switched && chown(path.c_str(), user.uid, user.gid) != 0)
    return fail(Errc::kIo, "cannot hand over the server's settings", path.string());
  return {};
}

Result<void> succeed(const Result<ChildRun>& run, std::string_view what, const fs::path& log) {
  if (!run) return std::unexpected(run.error());
  if (run->exit_code == 0) return {};
  return fail(Errc::kStoreUnavailable,
              fmt::format("{} ended with {}: {}{}", what, run->exit_code, run->output, log_tail(log)), log.string());
}

}  // namespace

PrivateCluster::PrivateCluster(ClusterFiles files, ServerUser user, fs::path programs)
    : files_(std::move(files)), user_(std::move(user)), programs_(std::move(programs)) {}

Result<PrivateCluster> PrivateCluster::start(const fs::path& data_folder, const ClusterOptions& options) {
  const auto user = TRY(server_user());
  auto files = choose_cluster_files(data_folder, user);
  if (!files) return std::unexpected(files.error());
  const auto lock = TRY(FileLock::take(files->lock()));
  const auto programs = TRY(postgres_programs(files->data));
  TRY(make_cluster_folders(*files, user));
  PrivateCluster cluster(*std::move(files), user, programs);
  TRY(cluster.start_server(options));
  TRY(cluster.create_database());
  return cluster;
}

std::string PrivateCluster::url(std::string_view database) const { return logins(database).owner; }

Logins PrivateCluster::logins(std::string_view database) const {
  const auto as = [&](std::string_view user) {
    return fmt::format("postgresql:///{}?host={}&user={}", database, files_.socket.string(), user);
  };
  return {.owner = as(kLogin), .app = as("connections_app"), .calendar = as("connections_calendar")};
}

Result<void> PrivateCluster::start_server(const ClusterOptions& options) const {
  if (running_postmaster(files_.data)) {
    if (fs::exists(files_.socket / kSocketFile)) return {};
    // A cleaner of /tmp removed the socket: this server cannot be reached any more.
    TRY(stop_server());
  }
  if (!cluster_version(files_.data)) TRY(initialise());
  TRY(remove_stale_lock(files_.data));
  TRY(configure(options));
  Result<void> launched = launch();
  for (int attempt = 1; !launched && attempt < kStartAttempts; ++attempt) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    launched = launch();
  }
  return launched;
}

/// Created beside and renamed when complete: an initdb that was killed leaves no half cluster.
Result<void> PrivateCluster::initialise() const {
  const fs::path aside = files_.folder / "data.new";
  std::error_code error;
  fs::remove_all(aside, error);
  const auto run = run_child({(programs_ / "initdb").string(), "-D", "data.new", "-U", std::string(kLogin), "-E",
                              "UTF8", "--locale=C", "--auth-local=trust", "--auth-host=reject", "--no-instructions"},
                             files_.folder, user_);
  TRY(succeed(run, "initdb", {}));
  // Only the permissions of the socket's folder keep others out, so only the socket is allowed.
  TRY(write_file(aside / "pg_hba.conf", "local all all trust\n", user_));
  fs::rename(aside, files_.data, error);
  if (error)
    return fail(Errc::kIo, fmt::format("cannot move the new cluster: {}", error.message()), files_.data.string());
  return {};
}

Result<void> PrivateCluster::configure(const ClusterOptions& options) const {
  return write_file(files_.data / "postgresql.conf", settings(files_, options), user_);
}

/// Relative names keep odd characters of the path away from the shell that pg_ctl uses.
Result<void> PrivateCluster::launch() const {
  const auto run =
      run_child({(programs_ / "pg_ctl").string(), "start", "-w", "-t", std::to_string(kStartTimeout.count()), "-D",
                 "data", "-l", files_.log.filename().string()},
                files_.folder, user_);
  return succeed(run, "pg_ctl", files_.log);
}

/// Also waits for a server that was found running but is still recovering.
Result<void> PrivateCluster::create_database() const {
  const auto deadline = std::chrono::steady_clock::now() + kStartTimeout;
  Result<void> made = ensure_database(url(kMaintenance), std::string(kDatabase));
  while (!made && made.error().code == Errc::kStoreUnavailable && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(kPause);
    made = ensure_database(url(kMaintenance), std::string(kDatabase));
  }
  TRY(std::move(made));
  return ensure_login_roles(url(kMaintenance));
}

Result<void> PrivateCluster::stop() {
  const auto lock = TRY(FileLock::take(files_.lock()));
  return stop_server();
}

Result<void> PrivateCluster::stop_server() const {
  if (!running_postmaster(files_.data)) return {};
  const auto run = run_child({(programs_ / "pg_ctl").string(), "stop", "-w", "-m", "fast", "-D", "data", "-t",
                              std::to_string(kStartTimeout.count())},
                             files_.folder, user_);
  return succeed(run, "pg_ctl", files_.log);
}

Result<void> PrivateCluster::destroy() {
  const auto lock = TRY(FileLock::take(files_.lock()));
  TRY(stop_server());
  std::error_code error;
  fs::remove_all(files_.socket, error);
  fs::remove_all(files_.folder, error);
  if (error)
    return fail(Errc::kIo, fmt::format("cannot remove the cluster: {}", error.message()), files_.folder.string());
  fs::remove(files_.lock(), error);
  return {};
}

}  // namespace connections::store
