#include "store/cluster/postmaster.h"

#include <cerrno>
#include <csignal>
#include <fstream>

#include <fmt/format.h>

namespace connections::store {
namespace {

namespace fs = std::filesystem;

std::optional<pid_t> recorded_pid(const fs::path& data) {
  std::ifstream file(data / "postmaster.pid");
  long long pid = 0;
  if (!(file >> pid) || pid <= 1) return std::nullopt;
  return static_cast<pid_t>(pid);
}

bool alive(pid_t pid) { return kill(pid, 0) == 0 || errno == EPERM; }

bool has_cwd(pid_t pid, const fs::path& data) {
  std::error_code error;
  const fs::path folder = fs::read_symlink(fmt::format("/proc/{}/cwd", pid), error);
  return !error && fs::equivalent(folder, data, error) && !error;
}

}  // namespace

std::optional<pid_t> running_postmaster(const fs::path& data) {
  const auto pid = recorded_pid(data);
  if (!pid || !alive(*pid) || !has_cwd(*pid, data)) return std::nullopt;
  return pid;
}

Result<bool> remove_stale_lock(const fs::path& data) {
  const auto pid = recorded_pid(data);
  if (!pid || !alive(*pid) || has_cwd(*pid, data)) return false;
  std::error_code error;
  fs::remove(data / "postmaster.pid", error);
  if (error)
    return fail(Errc::kIo, fmt::format("cannot remove a stale lock: {}", error.message()),
                (data / "postmaster.pid").string());
  return true;
}

}  // namespace connections::store
