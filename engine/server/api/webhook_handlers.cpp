#include "account/webhook_endpoint.h"
#include "net/url.h"
#include "secrets/webhook_signature.h"
#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "view/access/webhook_view.h"
#include "view/json_text.h"

namespace connections::server::handlers {
namespace {

using store::Transaction;

constexpr std::int64_t kPage = 50;

}  // namespace

HttpReply list_webhooks(const Call& call) {
  const auto all = in_workspace(call, [](Transaction& app) { return store::list_endpoints(app); });
  return reply_with(all, [](const auto& found) { return view::items_json(view::endpoints_json(found)); });
}

HttpReply create_webhook(const Call& call) {
  const WebhookSending* sending = call.api.webhooks;
  if (sending == nullptr) return error_reply(Error{Errc::kConfigInvalid, "this server does not send webhooks", {}, {}});
  const auto url = net::checked_url(call.body.at("url"), sending->allow_http);
  if (!url) return invalid_fields({{"url", "must be an https URL"}});
  const account::WebhookEndpoint wanted{.url = *url, .secret = secrets::new_webhook_secret()};
  const Instant now = call.api.runner.now();
  const auto sealed = account::seal_endpoint(sending->vault, call.caller.workspace, wanted, now);
  if (!sealed) return error_reply(sealed.error());
  const auto made = in_workspace(call, [&](Transaction& app) { return store::create_endpoint(app, *sealed, now); });
  return reply_with(
      made, [&](const store::Endpoint& one) { return view::new_endpoint_json(one, wanted.secret); }, 201);
}

HttpReply delete_webhook(const Call& call) {
  const auto done = in_workspace(call, [&](Transaction& app) { return store::delete_endpoint(app, call.id()); });
  if (!done) return refused(done.error());
  return {.status = 204};
}

HttpReply list_deliveries(const Call& call) {
  const auto status = store::delivery_status(call.request.parameter("status").value_or("all"));
  const auto found = in_workspace(call, [&](Transaction& app) -> Result<std::vector<store::Delivery>> {
    TRY(store::find_endpoint(app, call.id()));
    return store::list_deliveries(app, call.id(), *status, static_cast<std::size_t>(call.whole("limit", kPage)));
  });
  return reply_with(found, [](const auto& all) { return view::items_json(view::deliveries_json(all)); });
}

HttpReply replay_delivery(const Call& call) {
  const auto done = in_workspace(
      call, [&](Transaction& app) { return store::replay_delivery(app, call.id(), call.api.runner.now()); });
  return reply_with(done, [](const store::Delivery& one) { return view::to_json(one); });
}

}  // namespace connections::server::handlers
