#pragma once

#include <atomic>
#include <condition_variable>
#include <limits>
#include <list>
#include <mutex>
#include <optional>
#include <sstream>
#include <utility>  // Boost 1.74 uses std::exchange without it

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
#include "server/http/http_server.h"
#include "server/http/problem.h"
#include "server/http/target.h"
#include "view/json_text.h"

/// One connection of an HttpServer. Only http_server.cpp includes this: Boost.Asio and Boost.Beast take seconds to
/// compile.
namespace connections::server {

/// Asio says an error twice, in its argument and as what it returns: "(void)" where the first is looked at.
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Response = http::response<http::string_body>;

inline constexpr std::size_t kReadAhead = 32u << 10;  ///< of one connection; more than a header may have
inline constexpr std::size_t kMaxDrained = 1u << 20;  ///< of a refused body, so that its sender can read why
inline constexpr const char* kRetryAfter = "1";       ///< seconds; a queue of 64 empties faster

class Session;

/// What the sessions of a server share. Outlives them.
struct Shared {
  HttpServer::Handler handler;
  HttpServer::BodyLimit body_limit;
  HttpLimits limits;
  ConnectionCount connections;
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> jobs = 0;     ///< requests with a handler, running or queued
  std::atomic<std::size_t> streams = 0;  ///< replies of events under way
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

inline std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

inline HttpReply overloaded() {
  HttpReply reply = error_reply(503, "OVERLOADED", "too many requests at once", "try again in a second");
  reply.headers.emplace_back("Retry-After", kRetryAfter);
  return reply;
}

inline HttpReply ask(const Shared& shared, const HttpRequest& request) {
  if (shared.stopping) return overloaded();
  try {
    return shared.handler(request);
  } catch (const std::exception&) {
    log::event(log::Channel::kSync, log::Level::kError, "request_failed",
               {{"request", request.id}, {"method", request.method}});
    return error_reply(500, "INTERNAL", "internal error");
  }
}

inline Response rendered(HttpReply reply, const std::string& id, bool head) {
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

/// The header of a reply of events: its end is that of the connection.
inline std::string stream_header(HttpReply reply, const std::string& id) {
  reply.text.clear();
  Response head = rendered(std::move(reply), id, true);
  head.erase(http::field::content_length);
  head.set(http::field::content_type, "text/event-stream");
  head.keep_alive(false);
  return (std::ostringstream() << head.base()).str();
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
    if (events_) --shared_.streams;
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
      self->pause_.cancel();
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
      HttpReply reply = ask(self->shared_, self->request_);
      --self->shared_.jobs;
      const auto strand = self->stream_.get_executor();
      if (reply.events && !self->head_) {
        asio::post(strand, [self = std::move(self), reply = std::move(reply)] { self->begin_stream(reply); });
        return;
      }
      auto response = std::make_shared<Response>(rendered(std::move(reply), self->id_, self->head_));
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
      (void)self->stream_.socket().shutdown(tcp::socket::shutdown_send, error);
    });
  }

  void begin_stream(const HttpReply& reply) {
    if (shared_.streams.fetch_add(1) >= shared_.limits.streams) {
      --shared_.streams;
      return send(rendered(overloaded(), id_, head_), false);
    }
    events_ = reply.events;
    stream_until_ = std::chrono::steady_clock::now() + shared_.limits.stream_life;
    write_events(stream_header(reply, id_));
  }

  void write_events(std::string text) {
    chunk_ = std::move(text);
    written_at_ = std::chrono::steady_clock::now();
    stream_.expires_after(shared_.limits.reply);
    asio::async_write(stream_, asio::buffer(chunk_), [self = shared_from_this()](error_code error, std::size_t) {
      if (!error) self->wait_for_events();
    });
  }

  void wait_for_events() {
    stream_.expires_never();
    pause_.expires_after(shared_.limits.stream_pause);
    pause_.async_wait([self = shared_from_this()](error_code cancelled) {
      if (cancelled || self->shared_.stopping || std::chrono::steady_clock::now() > self->stream_until_) return;
      if (!self->shared_.take_job()) return self->wait_for_events();
      asio::post(self->shared_.pool, [self]() mutable {
        auto text = self->events_();
        --self->shared_.jobs;
        const auto strand = self->stream_.get_executor();
        asio::post(strand, [self = std::move(self), text = std::move(text)] { self->on_events(text); });
      });
    });
  }

  void on_events(const std::optional<std::string>& text) {
    if (!text) return;
    if (!text->empty()) return write_events(*text);
    if (std::chrono::steady_clock::now() - written_at_ > shared_.limits.stream_silence) return write_events(":\n\n");
    wait_for_events();
  }

  /// Answers a request that is not read to its end, and closes. What the client still sends is taken for a while: a
  /// socket closed with unread bytes takes the reply back.
  void refuse(const HttpReply& reply) {
    response_ = rendered(reply, id_, false);
    response_.keep_alive(false);
    stream_.expires_after(shared_.limits.reply);
    http::async_write(stream_, response_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error) return;
      (void)self->stream_.socket().shutdown(tcp::socket::shutdown_send, error);
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

  EventSource events_;  ///< of a reply of events under way
  asio::steady_timer pause_{stream_.get_executor()};
  std::string chunk_;  ///< being written
  std::chrono::steady_clock::time_point stream_until_, written_at_;
};

}  // namespace connections::server
