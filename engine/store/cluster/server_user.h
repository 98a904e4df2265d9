#pragma once

#include <filesystem>
#include <string>

#include <sys/types.h>

#include "model/error.h"

namespace connections::store {

/// The user that PostgreSQL runs as: ourselves, or, since it refuses root, an unprivileged one.
struct ServerUser {
  uid_t uid = 0;
  gid_t gid = 0;
  std::string name;
  bool switched = false;  ///< we are root and must change to it
};

/// kNotFound if we are root and neither `postgres` nor `nobody` exists.
[[nodiscard]] Result<ServerUser> server_user();

/// Whether every folder above `path` lets the user through.
[[nodiscard]] bool can_reach(const ServerUser& user, const std::filesystem::path& path);

}  // namespace connections::store
