#include "app/connection_choice.h"

#include <fmt/format.h>

namespace connections::app {

Result<store::Connection> choose_connection(StoreSession& session, const std::string& id_or_name) {
  const auto all = TRY(session.transact([](store::Transaction& app) { return store::list_connections(app); }));
  for (const auto& one : all)
    if (one.id.value == id_or_name || one.name == id_or_name) return one;
  return fail(Errc::kNotFound, fmt::format("there is no connection '{}' in this workspace", id_or_name), "--connection",
              "connections connection list shows them");
}

Result<std::vector<store::Connection>> choose_connections(StoreSession& session, const std::string& id_or_name) {
  if (id_or_name.empty()) return session.transact([](store::Transaction& app) { return store::list_connections(app); });
  auto one = TRY(choose_connection(session, id_or_name));
  return std::vector{std::move(one)};
}

}  // namespace connections::app
