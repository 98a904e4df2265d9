#pragma once

#include <string>

#include "model/error.h"

namespace connections::store {

/// Creates an empty database on a server unless it has one of this name. `server_url` names another database of
/// the server; its login may CREATE DATABASE. kInvalidArgument if the name is not of [a-z0-9_], kStoreUnavailable,
/// kForbidden.
[[nodiscard]] Result<void> ensure_database(const std::string& server_url, const std::string& name);

/// Lets connections_app and connections_calendar log in, creating them if they are missing. For a server that only we
/// can reach: they have no password. `server_url` logs in as a superuser; one process at a time.
[[nodiscard]] Result<void> ensure_login_roles(const std::string& server_url);

}  // namespace connections::store
