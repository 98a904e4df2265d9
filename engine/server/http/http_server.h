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
  std::string authorization;  ///< that header; empty if there is none
  std::string body;
};

struct HttpReply {
  int status = 200;
  nlohmann::ordered_json body = {};  ///< null: no body
};

/// {"error": {"code", "message", "hint"}}, as all replies of a failure have it.
[[nodiscard]] HttpReply error_reply(int status, std::string_view code, std::string_view message,
                                    std::string_view hint = {});
/// The status follows from the code: 403 FORBIDDEN, 404, 409 for what a person or another run must end first, 502, 503.
[[nodiscard]] HttpReply error_reply(const Error& error);

/// HTTP/1.1 on one address, without TLS. Handlers are called from several threads at once and may not throw; one that
/// does is a 500. The library reads any number of header lines before it asks us: what faces the internet stands behind
/// a proxy.
class HttpServer {
 public:
  static constexpr std::size_t kThreads = 8;              ///< requests at once; the rest waits
  static constexpr std::size_t kMostBody = 64u << 10;     ///< a Pub/Sub notice has some hundred bytes; 413
  static constexpr std::size_t kMostHeaders = 16u << 10;  ///< of all header lines; a token has 1 to 2 KiB; 431
  static constexpr std::chrono::seconds kRead{5}, kWrite{10}, kKeepAlive{5};

  HttpServer();
  ~HttpServer();  ///< stop()
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  using Handler = std::function<HttpReply(const HttpRequest&)>;
  /// Before start(). `pattern` is an ECMAScript expression of the whole path.
  void get(const std::string& pattern, Handler handler);
  void post(const std::string& pattern, Handler handler);

  /// Listens on a thread of its own and gives the port (`port` 0: any free one). kIo if the address is taken.
  [[nodiscard]] Result<int> start(const std::string& host, int port);
  /// Ends when the requests under way have been answered.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace connections::server
