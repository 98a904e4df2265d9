#pragma once

#include <string>

#include "model/ids.h"
#include "secrets/vault.h"
#include "store/webhooks/endpoint_store.h"

/// Address and signing secret of a webhook, sealed at rest: anyone with the address can call it, anyone with
/// the secret can forge events.
namespace connections::account {

struct WebhookEndpoint {
  std::string url;
  std::string secret;  ///< secrets/webhook_signature.h
};

/// Errors: those of Vault.
[[nodiscard]] Result<store::NewEndpoint> seal_endpoint(secrets::Vault& vault, const WorkspaceId& workspace,
                                                       const WebhookEndpoint& endpoint, Instant now);
[[nodiscard]] Result<WebhookEndpoint> open_endpoint(secrets::Vault& vault, const WorkspaceId& workspace,
                                                    const store::Endpoint& stored);

}  // namespace connections::account
