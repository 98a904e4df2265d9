#pragma once

#include <functional>

#include "server/health/process_health.h"
#include "server/http/http_server.h"
#include "server/schedule/sync_runner.h"

namespace connections::server {

/// What the routes use; everything must outlive the server.
struct Api {
  const SyncRunner& runner;
  std::function<ProcessHealth()> health;
};

/// Concurrent syncs requested over HTTP; a further one is 429, so that other threads stay free to answer.
inline constexpr int kMaxSyncs = 2;

/// GET /health (public) and, with an API key of the workspace:
/// GET /api/cohost/connections/ID/health and POST /api/cohost/connections/ID/sync.
/// 401 without a valid key. A connection that is not in the workspace is 403, whether or not it exists.
void add_api_routes(HttpServer& server, const Api& api);

}  // namespace connections::server
