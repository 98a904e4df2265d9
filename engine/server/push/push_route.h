#pragma once

#include <string>

#include "server/http/http_message.h"
#include "server/push/id_token.h"
#include "server/schedule/sync_runner.h"

namespace connections::server {

/// The path that Pub/Sub posts to, and the tokens it must present.
struct PushOptions {
  std::string path;
  IdTokenPolicy policy;
  KeyLookup key;
};

/// What is posted to `path`: makes the connections that read the mailbox due now and answers 204; the scheduler runs
/// them. 401: invalid token. 403: token of another account. 400: malformed body. 503: Pub/Sub should retry. A mailbox
/// that no connection reads is 204 too, or Pub/Sub would retry.
[[nodiscard]] HttpReply receive_push(const SyncRunner& runner, const PushOptions& options, const HttpRequest& request);

}  // namespace connections::server
