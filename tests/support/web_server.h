#pragma once

#include <string>
#include <thread>

#include <httplib.h>

namespace connections::test {

/// A web server on a free port of 127.0.0.1 for the life of the object. Add handlers, then start().
class WebServer {
 public:
  WebServer() : port_(bind(server)) {}
  ~WebServer() {
    server.stop();
    if (thread_.joinable()) thread_.join();
  }
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;

  void start() {
    thread_ = std::thread([this] { server.listen_after_bind(); });
    while (!server.is_running()) std::this_thread::yield();
  }
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  [[nodiscard]] int port() const noexcept { return port_; }

  httplib::Server server;

 private:
  /// Without delay: else every answer waits 40 ms for an acknowledgement. Accepted sockets take it from this one.
  static int bind(httplib::Server& server) {
    server.set_tcp_nodelay(true);
    return server.bind_to_any_port("127.0.0.1");
  }

  int port_;
  std::thread thread_;
};

}  // namespace connections::test
