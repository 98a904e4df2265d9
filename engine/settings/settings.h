#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plugin/check.h"
#include "rules/book/pack.h"
#include "rules/syntax/diagnostic.h"
#include "source/gmail/api/google.h"

/// What config/connections.yaml and config/plugins.yaml say. The values are the structs of the modules that use them;
/// defaults are their default member initialisers and are written nowhere else.
namespace connections::settings {

struct ListenAddress {
  std::string host = "127.0.0.1";
  int port = 8080;  ///< 0 to 65535; 0: any free one, the log says which
};

/// Section `google:`. Holds a secret: print it with show_settings() only.
struct GoogleSettings {
  source::GoogleClient client;
  std::string client_secret_file;  ///< as written; its content is in client.client_secret
  std::size_t redirect_port = 8080;
  source::GoogleEndpoints endpoints;  ///< without trailing slashes
  source::GmailQuota quota;
};

/// Section `reading:`.
struct ReadingSettings {
  std::size_t workers = 2;  ///< processes that read mails, of one engine
};

/// Section `server:`.
struct ServerSettings {
  ListenAddress listen;
  std::string public_url;    ///< where browsers reach it, through the proxy; without a trailing slash; may be empty
  double sync_minutes = 5;   ///< between two syncs of a connection
  std::size_t workers = 2;   ///< syncs at once in one process
  double feed_minutes = 15;  ///< between two reads of a calendar feed
};

/// Section `watch:`: notices from Gmail by Google Cloud Pub/Sub. All empty: not used.
struct WatchSettings {
  std::string topic;                 ///< "projects/P/topics/T"; empty: mailboxes are not watched
  std::string path = "/gmail/push";  ///< where Pub/Sub posts to
  std::string audience;              ///< that the push subscription is configured with; empty: nothing is accepted
  std::string service_account;       ///< the e-mail address that its tokens must name
  std::string jwks_url = "https://www.googleapis.com/oauth2/v3/certs";
};

struct Settings {
  std::filesystem::path folder;       ///< that both files were read from
  std::string database_url;           ///< may hold a password; empty: the private cluster
  std::string app_url, calendar_url;  ///< logins of the two roles; empty: as database_url
  std::string data_folder;            ///< empty: the default
  std::string key_file;               ///< of the master keys, relative to `folder`; empty: in the data folder
  std::vector<std::string> trusted_borders{"mx.google.com"};
  std::vector<std::string> rule_paths = {};
  rules::Budgets budgets;
  ReadingSettings reading;
  GoogleSettings google;
  ServerSettings server;
  WatchSettings watch;
  std::vector<plugin::AllowedPlugin> plugins;
};

/// The settings, or every mistake of both files. No diagnostic quotes a line of a file or a secret value.
struct ReadSettings {
  std::optional<Settings> settings;  ///< absent if there are diagnostics
  std::vector<rules::Diagnostic> diagnostics;
};

/// Reads both files of a folder; a missing file leaves its defaults.
[[nodiscard]] ReadSettings read_settings(const std::filesystem::path& folder);

}  // namespace connections::settings
