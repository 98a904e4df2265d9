// Keys and webhooks of a workspace.
#include "server/api/handlers.h"
#include "server/api/routes/route_table.h"

namespace connections::server {
namespace {

constexpr Parameter kLimit{"limit", "whole", "how many on a page (50)", 1, 200};
constexpr Parameter kDelivery{"status", "all|pending|delivered|given_up", "default: all"};

constexpr Route kRoutes[]{
    {.method = "GET",
     .path = "/api/cohost/keys",
     .access = Access::kOwner,
     .summary = "API keys of the workspace, and when each was used last",
     .reply = "Keys",
     .answer = handlers::list_keys},
    {.method = "POST",
     .path = "/api/cohost/keys",
     .access = Access::kOwner,
     .summary = "Make a key; the reply alone has it",
     .body = "NewKey",
     .status = 201,
     .reply = "Key",
     .answer = handlers::create_key},
    {.method = "DELETE",
     .path = "/api/cohost/keys/{id}",
     .access = Access::kOwner,
     .summary = "End a key, from the next request on",
     .status = 204,
     .answer = handlers::revoke_key},
    {.method = "GET",
     .path = "/api/cohost/webhooks",
     .access = Access::kReader,
     .summary = "Where this workspace's events are sent",
     .reply = "Webhooks",
     .answer = handlers::list_webhooks},
    {.method = "POST",
     .path = "/api/cohost/webhooks",
     .access = Access::kOwner,
     .summary = "Send events there, signed; the reply alone has the secret",
     .body = "NewWebhook",
     .status = 201,
     .reply = "Webhook",
     .errors = {"CONFLICT", "CONFIG_INVALID"},
     .answer = handlers::create_webhook},
    {.method = "DELETE",
     .path = "/api/cohost/webhooks/{id}",
     .access = Access::kOwner,
     .summary = "Send nothing there any more, and forget its deliveries",
     .status = 204,
     .answer = handlers::delete_webhook},
    {.method = "GET",
     .path = "/api/cohost/webhooks/{id}/deliveries",
     .access = Access::kReader,
     .summary = "What was sent there, newest first; status=given_up: what never arrived",
     .query = {&kDelivery, &kLimit},
     .reply = "Deliveries",
     .answer = handlers::list_deliveries},
    {.method = "POST",
     .path = "/api/cohost/deliveries/{id}/replay",
     .access = Access::kOperator,
     .summary = "Send it again, now",
     .reply = "Delivery",
     .answer = handlers::replay_delivery},
};

}  // namespace

std::span<const Route> workspace_routes() noexcept { return kRoutes; }

}  // namespace connections::server
