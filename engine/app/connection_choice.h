#pragma once

#include <string>
#include <vector>

#include "app/store_session.h"
#include "store/tables/connection_store.h"

namespace connections::app {

/// The connection of that id or that name. kNotFound with what to type.
[[nodiscard]] Result<store::Connection> choose_connection(StoreSession& session, const std::string& id_or_name);

/// That one alone, or every connection of the workspace if nothing is named.
[[nodiscard]] Result<std::vector<store::Connection>> choose_connections(StoreSession& session,
                                                                        const std::string& id_or_name);

}  // namespace connections::app
