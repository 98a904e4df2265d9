#pragma once

#include <filesystem>

#include "app/config_tree.h"
#include "source/gmail/api/google.h"

namespace connections::app {

/// The section `google:` of connections.yaml. Holds a secret: print through config_command only.
struct GoogleConfig {
  source::GoogleEndpoints endpoints;
  source::GoogleClient client;
  source::GmailQuota quota;
  int redirect_port = 8080;  ///< of `gmail connect`; its address must be registered with the OAuth client
};

/// `folder` is where client_secret_file is looked for if it is relative. kConfigInvalid with the place.
[[nodiscard]] Result<GoogleConfig> read_google(const ConfigTree& tree, const std::filesystem::path& folder);

}  // namespace connections::app
