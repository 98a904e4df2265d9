#pragma once

#include <string>

#include "app/store_session.h"
#include "store/connection_store.h"

namespace connections::app {

/// The connection of that id or that name. kNotFound with what to type.
[[nodiscard]] Result<store::Connection> choose_connection(StoreSession& session, const std::string& id_or_name);

}  // namespace connections::app
