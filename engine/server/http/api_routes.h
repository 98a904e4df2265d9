#pragma once

#include <functional>

#include "server/health/process_health.h"
#include "server/http/http_server.h"
#include "server/schedule/sync_runner.h"

namespace connections::server {

/// What the routes work with; all of it outlives the server.
struct Api {
  const SyncRunner& runner;
  std::function<ProcessHealth()> health;
};

/// At most so many syncs asked for over HTTP at once; the other threads keep answering. 429.
inline constexpr int kMostSyncs = 2;

/// GET /health (for anybody), and for the holder of an API key of the workspace:
/// GET /api/cohost/connections/ID/health and POST /api/cohost/connections/ID/sync.
/// 401 without a valid key. Whatever connection is not the workspace's own is 403, whether or not it exists.
void add_api_routes(HttpServer& server, const Api& api);

}  // namespace connections::server
