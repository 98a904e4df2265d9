#pragma once

#include <span>

#include "server/api/route.h"

/// The table of routes, in the parts that all_routes() joins.
namespace connections::server {

[[nodiscard]] std::span<const Route> process_routes() noexcept;
[[nodiscard]] std::span<const Route> connection_routes() noexcept;
[[nodiscard]] std::span<const Route> booking_routes() noexcept;
[[nodiscard]] std::span<const Route> feed_routes() noexcept;
[[nodiscard]] std::span<const Route> workspace_routes() noexcept;

}  // namespace connections::server
