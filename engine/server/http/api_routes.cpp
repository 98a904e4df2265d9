#include "server/http/api_routes.h"

#include <memory>
#include <semaphore>

#include "secrets/api_key.h"
#include "store/access/api_key_store.h"
#include "store/sql/uuid.h"
#include "sync/health.h"
#include "view/health_view.h"
#include "view/run_view.h"

namespace connections::server {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr const char* kConnectionPath = "/api/cohost/connections/([0-9a-fA-F-]{36})/";

HttpReply health(const Api& api) {
  const ProcessHealth now = api.health();
  return {now.able() ? 200 : 503, to_json(now)};
}

HttpReply unauthorised() {
  return error_reply(401, "UNAUTHORIZED", "an API key of the workspace is required",
                     "connections workspace key create NAME makes one; send it as 'Authorization: Bearer KEY'");
}

HttpReply forbidden() {
  return error_reply(403, name(Errc::kForbidden), "the API key does not give access to this connection");
}

/// Runs `use` for the workspace that the request's key speaks for.
template <class Use>
HttpReply with_key(const Api& api, const HttpRequest& request, Use use) {
  if (!request.authorization.starts_with(kBearer)) return unauthorised();
  const std::string hash = secrets::api_key_hash(std::string_view(request.authorization).substr(kBearer.size()));
  const auto workspace = api.runner.database.as_owner(
      [&](store::Transaction& owner) { return store::use_api_key(owner, hash, api.runner.now()); });
  if (!workspace) return error_reply(workspace.error());
  if (!*workspace) return unauthorised();
  if (!store::is_uuid(request.capture)) return forbidden();
  return use(**workspace, ConnectionId{request.capture});
}

HttpReply reply_of(const Error& error) { return error.code == Errc::kNotFound ? forbidden() : error_reply(error); }

HttpReply connection_health(const Api& api, const WorkspaceId& workspace, const ConnectionId& id) {
  const auto health = api.runner.database.with(
      store::Role::kApp, workspace, [&](store::Transaction& app) { return sync::connection_health(app, id); });
  return health ? HttpReply{200, view::to_json(*health)} : reply_of(health.error());
}

using SyncSlots = std::counting_semaphore<kMaxSyncs>;

HttpReply sync_now(const Api& api, SyncSlots& slots, const WorkspaceId& workspace, const ConnectionId& id) {
  if (!slots.try_acquire()) return error_reply(429, "BUSY", "too many concurrent syncs", "try again in a minute");
  const auto stats = api.runner.run(workspace, id);
  slots.release();
  return stats ? HttpReply{200, view::to_json(*stats)} : reply_of(stats.error());
}

}  // namespace

void add_api_routes(HttpServer& server, const Api& api) {
  server.get("/health", [api](const HttpRequest&) { return health(api); });
  server.get(std::string(kConnectionPath) + "health", [api](const HttpRequest& request) {
    return with_key(api, request, [&](const WorkspaceId& workspace, const ConnectionId& id) {
      return connection_health(api, workspace, id);
    });
  });
  const auto slots = std::make_shared<SyncSlots>(kMaxSyncs);
  server.post(std::string(kConnectionPath) + "sync", [api, slots](const HttpRequest& request) {
    return with_key(api, request, [&](const WorkspaceId& workspace, const ConnectionId& id) {
      return sync_now(api, *slots, workspace, id);
    });
  });
}

}  // namespace connections::server
