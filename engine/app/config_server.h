#pragma once

#include <string>

#include "app/config_tree.h"

namespace connections::app {

/// Section `server:` of config/connections.yaml.
struct ServerConfig {
  std::string host = "127.0.0.1";
  int port = 8080;          ///< 0: any free one; the log says which
  double sync_minutes = 5;  ///< between two syncs of a connection
  std::size_t workers = 2;  ///< syncs at once in one process
};

/// Section `watch:`: notices from Gmail by Google Cloud Pub/Sub. All empty: not used.
struct WatchConfig {
  std::string topic;                 ///< "projects/P/topics/T"; empty: mailboxes are not watched
  std::string path = "/gmail/push";  ///< where Pub/Sub posts to
  std::string audience;              ///< that the push subscription is configured with; empty: nothing is accepted
  std::string service_account;       ///< the e-mail address that its tokens must name
  std::string jwks_url = "https://www.googleapis.com/oauth2/v3/certs";
};

[[nodiscard]] Result<void> read_server(const ConfigTree& section, ServerConfig& server);
[[nodiscard]] Result<void> read_watch(const ConfigTree& section, WatchConfig& watch);

}  // namespace connections::app
