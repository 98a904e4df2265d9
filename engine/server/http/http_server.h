#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "model/error.h"

namespace connections::server {

struct HttpRequest {
  std::string capture;        ///< what the parentheses of the route's pattern matched; empty if it has none
  std::string authorization;  ///< the Authorization header; empty if absent
  std::string body;
};

struct HttpReply {
  int status = 200;
  nlohmann::ordered_json body = {};  ///< null: no body
};

/// {"error": {"code", "message", "hint"}}, the body of every error reply.
[[nodiscard]] HttpReply error_reply(int status, std::string_view code, std::string_view message,
                                    std::string_view hint = {});
/// The status follows from the code: 403 FORBIDDEN, 404, 409 for a state that a person or another run must change
/// first, 502, 503.
[[nodiscard]] HttpReply error_reply(const Error& error);

/// HTTP/1.1 on one address, without TLS. Handlers are called from several threads at once and must not throw; an
/// exception is answered with 500. The library reads any number of header lines before it calls us, so a server that is
/// reachable from the internet needs a proxy in front.
class HttpServer {
 public:
  static constexpr std::size_t kThreads = 8;             ///< concurrent requests; further ones wait
  static constexpr std::size_t kMaxBody = 64u << 10;     ///< a Pub/Sub notice has some hundred bytes; 413
  static constexpr std::size_t kMaxHeaders = 16u << 10;  ///< of all header lines; a token has 1 to 2 KiB; 431
  static constexpr std::chrono::seconds kRead{5}, kWrite{10}, kKeepAlive{5};

  HttpServer();
  ~HttpServer();  ///< stop()
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  using Handler = std::function<HttpReply(const HttpRequest&)>;
  /// Before start(). `pattern` is an ECMAScript expression of the whole path.
  void get(const std::string& pattern, Handler handler);
  void post(const std::string& pattern, Handler handler);

  /// Listens on its own thread and returns the port (`port` 0: any free one). kIo if the address is taken.
  [[nodiscard]] Result<int> start(const std::string& host, int port);
  /// Returns when the requests in progress have been answered.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace connections::server
