#pragma once

#include <cstddef>
#include <functional>

#include "net/http_client.h"
#include "secrets/vault.h"
#include "store/sql/database.h"

namespace connections::server {

/// What sending webhooks works with; all of it is the caller's and outlives the calls. Any thread.
struct WebhookSending {
  store::Database& database;
  secrets::Vault& vault;  ///< of addresses and secrets
  net::HttpClient& http;
  std::function<double()> jitter;  ///< 0 to 1, another one each time
  net::AddressPolicy addresses = net::AddressPolicy::kPublicOnly;
  bool allow_http = false;
};

struct SendTally {
  std::size_t delivered = 0;
  std::size_t failed = 0;
};

/// Collects what happened in every workspace and sends what is due: signed (Standard Webhooks 1.0), with the event's
/// id, redirects not followed, never to a private address. An endpoint that fails is left alone for the rest of the
/// call; one that answers 410 is disabled. Any number of processes may do so: each delivery is leased. Errors: those of
/// the store.
[[nodiscard]] Result<SendTally> send_webhooks(const WebhookSending& sending, Instant now);

}  // namespace connections::server
