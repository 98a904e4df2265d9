#pragma once

#include <string>

#include "model/error.h"

namespace connections::store {

/// Creates an empty database on a server unless it has one of this name. `server_url` names another database of
/// the server; its login may CREATE DATABASE. kInvalidArgument if the name is not of [a-z0-9_], kStoreUnavailable,
/// kForbidden.
[[nodiscard]] Result<void> ensure_database(const std::string& server_url, const std::string& name);

}  // namespace connections::store
