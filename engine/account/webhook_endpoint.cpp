#include "account/webhook_endpoint.h"

#include "account/feed_address.h"
#include "secrets/digest.h"

namespace connections::account {
namespace {

/// Bound to the address's digest, by which the row is found: copied to another row, it does not open.
secrets::SecretPlace place_of(const WorkspaceId& workspace, const std::string& url_hash, secrets::Purpose purpose) {
  return {.workspace = workspace, .connection = {url_hash}, .purpose = purpose};
}

}  // namespace

Result<store::NewEndpoint> seal_endpoint(secrets::Vault& vault, const WorkspaceId& workspace,
                                         const WebhookEndpoint& endpoint, Instant now) {
  store::NewEndpoint sealed{.url_hash = secrets::sha256_hex(endpoint.url),
                            .url = {},
                            .secret = {},
                            .shown_url = masked_feed_address(endpoint.url)};
  sealed.url = TRY(vault.seal(endpoint.url, place_of(workspace, sealed.url_hash, secrets::Purpose::kWebhookUrl), now));
  sealed.secret =
      TRY(vault.seal(endpoint.secret, place_of(workspace, sealed.url_hash, secrets::Purpose::kWebhookSecret), now));
  return sealed;
}

Result<WebhookEndpoint> open_endpoint(secrets::Vault& vault, const WorkspaceId& workspace,
                                      const store::Endpoint& stored) {
  return WebhookEndpoint{
      .url = TRY(vault.open(stored.url, place_of(workspace, stored.url_hash, secrets::Purpose::kWebhookUrl))),
      .secret = TRY(vault.open(stored.secret, place_of(workspace, stored.url_hash, secrets::Purpose::kWebhookSecret)))};
}

}  // namespace connections::account
