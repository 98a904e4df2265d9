#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "account/gmail_grant.h"
#include "server/health/process_health.h"
#include "server/push/push_route.h"
#include "server/schedule/sync_runner.h"
#include "server/webhooks/webhook_sender.h"
#include "source/gmail/api/labels.h"
#include "sync/feeds/feed_refresh.h"

namespace connections::server {

/// What the routes that connect mailboxes use.
struct GmailRoutes {
  account::GmailAccounts& accounts;
  account::LookIntoMailbox look;
  std::function<Result<std::vector<source::Label>>(const WorkspaceId&, const store::Connection&)> labels;
};

/// What the routes use; everything must outlive the server.
struct Api {
  const SyncRunner& runner;
  std::function<ProcessHealth()> health;
  /// Where others reach this server: "https://connections.example", without a slash at the end.
  std::string public_url = {};
  GmailRoutes* gmail = nullptr;                                         ///< null: mailboxes cannot be connected here
  const sync::FeedReading* feeds = nullptr;                             ///< null: feeds are not read here
  const PushOptions* push = nullptr;                                    ///< null: Pub/Sub has no route
  const WebhookSending* webhooks = nullptr;                             ///< null: nothing is sent
  secrets::Vault* vault = nullptr;                                      ///< of kept replies; null: none is kept
  std::function<std::string()> metrics = [] { return std::string(); };  ///< the text of GET /metrics
  std::function<std::chrono::steady_clock::time_point()> steady_now = std::chrono::steady_clock::now;  ///< for limits
};

}  // namespace connections::server
