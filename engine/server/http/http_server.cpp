#include "server/http/http_server.h"

#include <thread>
#include <vector>

#include <fmt/format.h>
#include <boost/asio/executor_work_guard.hpp>

#include "server/http/http_session.h"

namespace connections::server {
namespace {

constexpr std::chrono::milliseconds kRetry{100};  ///< after accept failed: no descriptors, no memory

/// Empty for this machine itself.
std::string counted_address(const asio::ip::address& from) {
  if (from.is_loopback()) return {};
  if (from.is_v4()) return from.to_string();
  const auto v6 = from.to_v6();
  if (v6.is_v4_mapped()) {
    const auto v4 = asio::ip::make_address_v4(asio::ip::v4_mapped, v6);
    return v4.is_loopback() ? std::string() : v4.to_string();
  }
  const auto bytes = v6.to_bytes();
  return std::string(bytes.begin(), bytes.begin() + 8);
}

}  // namespace

struct HttpServer::Impl {
  Shared shared;
  asio::io_context io;
  /// A request with a handler leaves the threads nothing to do, yet they must stay for its reply.
  asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(io);
  tcp::acceptor acceptor{asio::make_strand(io)};
  asio::steady_timer retry{acceptor.get_executor()};
  std::vector<std::thread> threads;

  Impl(Handler handler, BodyLimit body_limit, const HttpLimits& limits)
      : shared{.handler = std::move(handler),
               .body_limit = std::move(body_limit),
               .limits = limits,
               .connections = {limits.connections, limits.connections_an_address},
               .mutex = {},
               .left = {},
               .sessions = {},
               .pool = asio::thread_pool(limits.handlers)} {}

  void accept() {
    acceptor.async_accept(asio::make_strand(io), [this](error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted || !acceptor.is_open()) return;
      if (!error) {
        welcome(std::move(socket));
        return accept();
      }
      retry.expires_after(kRetry);
      retry.async_wait([this](error_code cancelled) {
        if (!cancelled) accept();
      });
    });
  }

  void welcome(tcp::socket&& socket) {
    error_code gone;
    const auto from = socket.remote_endpoint(gone);
    if (gone) return;
    const std::string counted = counted_address(from.address());
    if (!shared.connections.enter(counted)) return;  // closed at once: nothing is read of it
    (void)socket.set_option(tcp::no_delay(true), gone);
    std::make_shared<Session>(std::move(socket), shared, counted, from.address().to_string())->start();
  }

  error_code listen(const std::string& host, int port) {
    error_code error;
    const auto found = tcp::resolver(io).resolve(host, std::to_string(port),
                                                 tcp::resolver::passive | tcp::resolver::numeric_service, error);
    if (error) return error;
    const tcp::endpoint endpoint = *found.begin();
    (void)acceptor.open(endpoint.protocol(), error);
    if (!error) (void)acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) (void)acceptor.bind(endpoint, error);
    if (!error) (void)acceptor.listen(asio::socket_base::max_listen_connections, error);
    return error;
  }

  /// Held outside the lock: the last holder of a session takes it off the list.
  std::vector<std::shared_ptr<Session>> open_sessions() {
    std::vector<std::shared_ptr<Session>> open;
    const std::lock_guard lock(shared.mutex);
    for (Session* session : shared.sessions)
      if (auto held = session->weak_from_this().lock()) open.push_back(std::move(held));
    return open;
  }

  void wait_for_replies() {
    for (const auto& session : open_sessions()) session->close_if_idle();
    std::unique_lock lock(shared.mutex);
    shared.left.wait_for(lock, shared.limits.stopping, [this] { return shared.sessions.empty(); });
  }
};

HttpServer::HttpServer(Handler handler, BodyLimit body_limit, const HttpLimits& limits)
    : impl_(std::make_unique<Impl>(std::move(handler), std::move(body_limit), limits)) {}
HttpServer::~HttpServer() { stop(); }

Result<int> HttpServer::start(const std::string& host, int port) {
  Impl& impl = *impl_;
  if (const error_code error = impl.listen(host, port))
    return fail(Errc::kIo, fmt::format("cannot listen on this address: {}", error.message()),
                fmt::format("{}:{}", host, port),
                "another process may use it; set server.listen in connections.yaml to another address");
  const int bound = impl.acceptor.local_endpoint().port();
  impl.accept();
  for (std::size_t i = 0; i < impl.shared.limits.io_threads; ++i) impl.threads.emplace_back([&impl] { impl.io.run(); });
  return bound;
}

void HttpServer::stop() {
  Impl& impl = *impl_;
  if (impl.threads.empty()) return;
  impl.shared.stopping = true;
  asio::post(impl.acceptor.get_executor(), [&impl] {
    error_code ignored;
    (void)impl.acceptor.close(ignored);
    impl.retry.cancel();
  });
  impl.wait_for_replies();
  impl.io.stop();
  for (std::thread& thread : impl.threads) thread.join();
  impl.threads.clear();
  error_code ignored;
  (void)impl.acceptor.close(ignored);  // unless that was done already
  impl.shared.pool.join();
}

}  // namespace connections::server
