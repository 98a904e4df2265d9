#include "store/cluster/server_user.h"

#include <array>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace connections::store {
namespace {

/// The account that Debian's package makes, else the one that every Unix has.
constexpr std::array<const char*, 2> kServerUsers{"postgres", "nobody"};

/// Long enough for any entry of a local password file.
constexpr std::size_t kEntryBytes = 16 * 1024;

std::optional<ServerUser> look_up(const char* name) {
  std::string buffer(kEntryBytes, '\0');
  passwd entry{};
  passwd* found = nullptr;
  if (getpwnam_r(name, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) return std::nullopt;
  return ServerUser{entry.pw_uid, entry.pw_gid, name, true};
}

bool lets_through(const ServerUser& user, const struct stat& folder) {
  if (folder.st_uid == user.uid) return (folder.st_mode & S_IXUSR) != 0;
  if (folder.st_gid == user.gid) return (folder.st_mode & S_IXGRP) != 0;
  return (folder.st_mode & S_IXOTH) != 0;
}

}  // namespace

Result<ServerUser> server_user() {
  if (geteuid() != 0) return ServerUser{geteuid(), getegid(), {}, false};
  for (const char* name : kServerUsers)
    if (auto user = look_up(name)) return *std::move(user);
  return fail(Errc::kNotFound, "PostgreSQL refuses to run as root, and there is no user \"postgres\" or \"nobody\"", {},
              "run as another user, or name a PostgreSQL server with --database");
}

bool can_reach(const ServerUser& user, const std::filesystem::path& path) {
  if (!user.switched) return true;
  std::filesystem::path folder;
  for (const auto& step : path.parent_path()) {
    folder /= step;
    struct stat status {};
    if (stat(folder.c_str(), &status) != 0 || !lets_through(user, status)) return false;
  }
  return true;
}

}  // namespace connections::store
