#pragma once

#include <cstddef>
#include <string>

namespace connections::source {

/// Google's endpoints. Configurable, so that the same code talks to Google, an emulator and a test server. Plain http
/// is allowed on loopback addresses only.
struct GoogleEndpoints {
  std::string auth_url = "https://accounts.google.com/o/oauth2/v2/auth";
  std::string token_url = "https://oauth2.googleapis.com/token";
  std::string revoke_url = "https://oauth2.googleapis.com/revoke";
  std::string api_url = "https://gmail.googleapis.com";
};

/// The OAuth client of this installation's own Google project. The secret is a secret: never printed or logged.
struct GoogleClient {
  std::string client_id;
  std::string client_secret;
};

/// Limits and costs in Google's quota units: the figures for projects since May 2026. Older projects
/// have others, so all are configuration.
struct GmailQuota {
  std::size_t units_per_minute = 6'000;
  std::size_t get_units = 20;     ///< messages.get
  std::size_t list_units = 5;     ///< messages.list
  std::size_t history_units = 2;  ///< history.list
  std::size_t label_units = 1;    ///< labels.list
  std::size_t in_flight = 10;     ///< requests of one user at once; Google answers 429 to many more
};

}  // namespace connections::source
