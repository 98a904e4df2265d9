#include "server/api/routes/route_table.h"

#include <vector>

namespace connections::server {

std::span<const Route> all_routes() noexcept {
  static const std::vector<Route> kAll = [] {
    std::vector<Route> all;
    for (const auto part : {process_routes(), connection_routes(), booking_routes(), feed_routes(), workspace_routes()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return kAll;
}

}  // namespace connections::server
