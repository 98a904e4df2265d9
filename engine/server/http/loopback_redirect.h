#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "model/error.h"

namespace connections::server {

/// Receives Google's OAuth answer for a program in a terminal: listens on 127.0.0.1, takes one redirect to
/// /oauth/callback, shows a page without scripts, and closes. One object, one answer, one thread.
class LoopbackRedirect {
 public:
  /// Opens the port; 0 takes any free one. kConflict if it is in use.
  [[nodiscard]] static Result<std::unique_ptr<LoopbackRedirect>> listen(int port);
  ~LoopbackRedirect();
  LoopbackRedirect(const LoopbackRedirect&) = delete;
  LoopbackRedirect& operator=(const LoopbackRedirect&) = delete;

  /// "http://127.0.0.1:8080/oauth/callback", as it must be registered with the OAuth client.
  [[nodiscard]] std::string uri() const;

  /// Waits for the redirect that carries `state` and gives its code. A request with a different state is rejected
  /// and waiting goes on, so that no other web page can end it. Errors: kInterrupted (timeout), kSourceFailed
  /// (the person declined), kConfigInvalid and others as source::error_of reads Google's error code.
  [[nodiscard]] Result<std::string> wait(const std::string& state, std::chrono::seconds timeout);

 private:
  struct Listener;
  explicit LoopbackRedirect(std::unique_ptr<Listener> listener);
  std::unique_ptr<Listener> listener_;
};

}  // namespace connections::server
