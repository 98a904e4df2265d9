#pragma once

#include <string>

#include "server/http/http_server.h"
#include "server/push/id_token.h"
#include "server/schedule/sync_runner.h"

namespace connections::server {

/// Where Pub/Sub posts to, and whose tokens it must bring.
struct PushOptions {
  std::string path;
  IdTokenPolicy policy;
  KeyLookup key;
};

/// POST `path`: makes the connections that read the mailbox due now, and says 204 at once; the schedule does the rest.
/// 401 a bad token, 403 somebody else's, 400 a bad body, 503 what Pub/Sub should try again. Mailboxes that nobody reads
/// here are 204 too, or Pub/Sub would repeat them.
void add_push_route(HttpServer& server, const SyncRunner& runner, const PushOptions& options);

}  // namespace connections::server
