#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/context.h"

namespace connections::app {

struct ConnectOptions {
  std::string connection;  ///< id or name
  bool no_browser = false;
  std::optional<int> redirect_port;  ///< else google.redirect_port
  int timeout_seconds = 300;
  bool json = false;
};

/// Gives a connection access to a mailbox, from a terminal. Gives the exit code.
[[nodiscard]] int run_gmail_connect(Context& context, const ConnectOptions& options);

}  // namespace connections::app
