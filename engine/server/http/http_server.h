#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "model/error.h"
#include "server/http/http_limits.h"
#include "server/http/http_message.h"

namespace connections::server {

/// HTTP/1.1 on one address, without TLS (a proxy's work). Two threads do all reading and writing, so that a slow client
/// costs a socket and a buffer and no thread; handlers run on a bounded pool.
class HttpServer {
 public:
  /// Called from several threads at once. It should not throw: an exception is answered with 500.
  using Handler = std::function<HttpReply(const HttpRequest&)>;
  /// How many bytes a body may have (413 beyond), by method and path; asked on an I/O thread before the body is read.
  using BodyLimit = std::function<std::size_t(std::string_view method, std::string_view path)>;

  static constexpr std::size_t kMaxBody = 64u << 10;  ///< unless a route says otherwise; a push has some hundred bytes

  explicit HttpServer(
      Handler handler, BodyLimit body_limit = [](std::string_view, std::string_view) { return kMaxBody; },
      const HttpLimits& limits = {});
  ~HttpServer();  ///< stop()
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Listens and returns the port (`port` 0: any free one). kIo if the address is taken or unknown.
  [[nodiscard]] Result<int> start(const std::string& host, int port);
  /// Closes idle connections at once, and the others when their reply is sent or limits.stopping is over. A handler
  /// that runs is waited for, however long it takes; one that has not begun is answered with 503.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace connections::server
