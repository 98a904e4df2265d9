#include "server/http/http_server.h"

#include <atomic>
#include <condition_variable>
#include <limits>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>  // Boost 1.74 uses std::exchange without it
#include <vector>

#include <fmt/format.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "log/log.h"
#include "secrets/random.h"
#include "server/http/connection_count.h"
#include "server/http/problem.h"
#include "server/http/target.h"
#include "view/json_text.h"

/// The only file that includes Boost.Asio and Boost.Beast, which take seconds to compile.
namespace connections::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Response = http::response<http::string_body>;

constexpr std::size_t kReadAhead = 32u << 10;     ///< of one connection; more than a header may have
constexpr std::size_t kMaxDrained = 1u << 20;     ///< of a refused body, so that its sender can read why
constexpr std::chrono::milliseconds kRetry{100};  ///< after accept failed: no descriptors, no memory
constexpr const char* kRetryAfter = "1";          ///< seconds; a queue of 64 empties faster

class Session;

/// What the sessions of a server share. Outlives them.
struct Shared {
  HttpServer::Handler handler;
  HttpServer::BodyLimit body_limit;
  HttpLimits limits;
  ConnectionCount connections;
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> jobs = 0;  ///< requests with a handler, running or queued
  std::mutex mutex;
  std::condition_variable left;
  std::list<Session*> sessions;  ///< guarded by mutex
  asio::thread_pool pool;

  [[nodiscard]] bool take_job() {
    if (jobs.fetch_add(1) < limits.handlers + limits.queue) return true;
    --jobs;
    return false;
  }
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

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

HttpReply overloaded() {
  HttpReply reply = error_reply(503, "OVERLOADED", "too many requests at once", "try again in a second");
  reply.headers.emplace_back("Retry-After", kRetryAfter);
  return reply;
}

HttpReply ask(const Shared& shared, const HttpRequest& request) {
  if (shared.stopping) return overloaded();
  try {
    return shared.handler(request);
  } catch (const std::exception&) {
    log::event(log::Channel::kSync, log::Level::kError, "request_failed",
               {{"request", request.id}, {"method", request.method}});
    return error_reply(500, "INTERNAL", "internal error");
  }
}

Response rendered(HttpReply reply, const std::string& id, bool head) {
  Response out(static_cast<http::status>(reply.status), 11);
  if (reply.status == 401) out.set(http::field::www_authenticate, "Bearer");
  out.set(http::field::cache_control, "no-store");
  out.set("X-Content-Type-Options", "nosniff");
  if (!id.empty()) out.set("X-Request-Id", id);
  for (const auto& [name, value] : reply.headers) out.set(name, value);
  std::string text = reply.body.is_null() ? std::move(reply.text) : view::to_line(reply.body);
  if (!text.empty()) out.set(http::field::content_type, reply.content_type);
  const bool bodiless = reply.status == 204 || reply.status == 304;
  if (!bodiless) out.content_length(text.size());
  if (!head && !bodiless) out.body() = std::move(text);
  return out;
}

/// One connection: requests one after the other. Everything but the handler runs on its strand.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket&& socket, Shared& shared, std::string counted, std::string address)
      : stream_(std::move(socket)), shared_(shared), counted_(std::move(counted)), address_(std::move(address)) {
    const std::lock_guard lock(shared_.mutex);
    place_ = shared_.sessions.insert(shared_.sessions.end(), this);
  }
  ~Session() {
    const std::lock_guard lock(shared_.mutex);
    shared_.sessions.erase(place_);
    shared_.connections.leave(counted_);
    shared_.left.notify_all();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start() {
    asio::post(stream_.get_executor(), [self = shared_from_this()] { self->read_header(); });
  }
  /// From any thread.
  void close_if_idle() {
    asio::post(stream_.get_executor(), [self = shared_from_this()] {
      if (self->idle_) self->stream_.close();
    });
  }

 private:
  void read_header() {
    if (shared_.stopping) return;
    idle_ = true;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.header_bytes));
    // Decided when the path is known. Not boost::none: 1.74 finds every length greater than that.
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
    stream_.expires_after(shared_.limits.header);
    http::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
      self->idle_ = false;
      self->on_header(error);
    });
  }

  void on_header(error_code error) {
    id_ = secrets::one_time_token().substr(0, 16);
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
      return refuse(error_reply(431, "HEADERS_TOO_LARGE", "request headers too large"));
    if (is_syntax(error)) return refuse(bad_request("malformed request"));
    if (error) return;  // closed, or out of time
    const auto& head = parser_->get();
    const auto target = parse_target({head.target().data(), head.target().size()});
    if (!target) return refuse(bad_request("malformed path or query"));
    if (head.count(http::field::transfer_encoding) > 0 && head.count(http::field::content_length) > 0)
      return refuse(bad_request("both Content-Length and Transfer-Encoding"));
    if (head.version() == 11 && head.count(http::field::host) != 1) return refuse(bad_request("no Host header"));
    request_ = HttpRequest{.method = std::string(head.method_string()),
                           .path = target->path,
                           .query = target->query,
                           .address = address_,
                           .id = id_};
    for (const auto& field : head)
      request_.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}), field.value());
    admit_body();
  }

  /// Whether the client sent what is no HTTP, rather than nothing more.
  [[nodiscard]] static bool is_syntax(error_code error) {
    return error && error.category() == http::make_error_code(http::error::bad_target).category() &&
           error != http::error::end_of_stream && error != http::error::partial_message;
  }
  [[nodiscard]] static HttpReply bad_request(std::string_view what) { return error_reply(400, "BAD_REQUEST", what); }
  [[nodiscard]] static HttpReply too_large() { return error_reply(413, "LIMIT_EXCEEDED", "request body too large"); }

  void admit_body() {
    const std::size_t limit = shared_.body_limit(request_.method, request_.path);
    if (const auto length = parser_->content_length(); length && *length > limit) return refuse(too_large());
    parser_->body_limit(limit);
    const auto expect = parser_->get()[http::field::expect];
    if (!parser_->is_done() && beast::iequals(expect, "100-continue")) return invite_body();
    read_body();
  }

  void invite_body() {
    stream_.expires_after(shared_.limits.reply);
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                      [self = shared_from_this()](error_code error, std::size_t) {
                        if (!error) self->read_body();
                      });
  }

  void read_body() {
    stream_.expires_after(shared_.limits.body);
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error == http::error::body_limit) return self->refuse(too_large());
      if (is_syntax(error)) return self->refuse(bad_request("malformed body"));
      if (!error) self->handle();
    });
  }

  void handle() {
    stream_.expires_never();  // the handler's time is not the client's
    const bool keep = parser_->get().keep_alive();
    request_.body = std::move(parser_->get().body());
    parser_.reset();
    head_ = request_.method == "HEAD";
    if (head_) request_.method = "GET";
    if (!shared_.take_job()) return send(rendered(overloaded(), id_, head_), keep);
    asio::post(shared_.pool, [self = shared_from_this(), keep]() mutable {
      auto response = std::make_shared<Response>(rendered(ask(self->shared_, self->request_), self->id_, self->head_));
      --self->shared_.jobs;
      const auto strand = self->stream_.get_executor();
      asio::post(strand, [self = std::move(self), response, keep] { self->send(std::move(*response), keep); });
    });
  }

  void send(Response response, bool keep) {
    keep = keep && !shared_.stopping;
    response_ = std::move(response);
    response_.keep_alive(keep);
    stream_.expires_after(shared_.limits.reply);
    http::async_write(stream_, response_, [self = shared_from_this(), keep](error_code error, std::size_t) {
      if (error) return;
      self->response_ = {};
      self->request_ = {};
      if (keep) return self->read_header();
      self->stream_.socket().shutdown(tcp::socket::shutdown_send, error);
    });
  }

  /// Answers a request that is not read to its end, and closes. What the client still sends is taken for a while: a
  /// socket closed with unread bytes takes the reply back.
  void refuse(const HttpReply& reply) {
    response_ = rendered(reply, id_, false);
    response_.keep_alive(false);
    stream_.expires_after(shared_.limits.reply);
    http::async_write(stream_, response_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error) return;
      self->stream_.socket().shutdown(tcp::socket::shutdown_send, error);
      self->stream_.expires_after(self->shared_.limits.linger);
      self->buffer_.clear();
      self->drain(0);
    });
  }

  void drain(std::size_t so_far) {
    if (so_far > kMaxDrained) return;
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(kReadAhead / 2),
                            [self = shared_from_this(), so_far](error_code error, std::size_t got) {
                              if (!error) self->drain(so_far + got);
                            });
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  const std::string counted_, address_;
  std::list<Session*>::iterator place_;
  beast::flat_buffer buffer_{kReadAhead};
  std::optional<http::request_parser<http::string_body>> parser_;
  HttpRequest request_;
  Response response_;
  std::string id_;
  bool idle_ = false, head_ = false;
};

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
    socket.set_option(tcp::no_delay(true), gone);
    std::make_shared<Session>(std::move(socket), shared, counted, from.address().to_string())->start();
  }

  error_code listen(const std::string& host, int port) {
    error_code error;
    const auto found = tcp::resolver(io).resolve(host, std::to_string(port),
                                                 tcp::resolver::passive | tcp::resolver::numeric_service, error);
    if (error) return error;
    const tcp::endpoint endpoint = *found.begin();
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
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
    impl.acceptor.close(ignored);
    impl.retry.cancel();
  });
  impl.wait_for_replies();
  impl.io.stop();
  for (std::thread& thread : impl.threads) thread.join();
  impl.threads.clear();
  error_code ignored;
  impl.acceptor.close(ignored);  // unless that was done already
  impl.shared.pool.join();
}

}  // namespace connections::server
