#include "server/http/http_server.h"

#include <optional>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>

#include "log/log.h"
#include "view/error_view.h"
#include "view/json_text.h"

namespace connections::server {
namespace {

std::string reason(int status) {
  switch (status) {
    case 404:
      return "no such path";
    case 413:
      return "request body too large";
    default:
      return "invalid request";
  }
}

void write(const HttpReply& reply, httplib::Response& out) {
  out.status = reply.status;
  if (reply.status == 401) out.set_header("WWW-Authenticate", "Bearer");
  if (!reply.body.is_null()) out.set_content(view::to_line(reply.body), "application/json");
}

std::size_t header_bytes(const httplib::Request& request) {
  std::size_t sum = 0;
  for (const auto& [name, value] : request.headers) sum += name.size() + value.size() + 4;  // ": " and the line's end
  return sum;
}

HttpReply ask(const HttpServer::Handler& handler, const httplib::Request& in, std::string body) {
  return handler({.capture = in.matches.size() > 1 ? in.matches[1].str() : "",
                  .authorization = in.get_header_value("Authorization"),
                  .body = std::move(body)});
}

httplib::Server::Handler adapted(HttpServer::Handler handler) {
  return [handler = std::move(handler)](const httplib::Request& in, httplib::Response& out) {
    write(ask(handler, in, {}), out);
  };
}

/// A POST without Content-Length has no body (RFC 9112, 6.3), as curl -X POST sends it; the library would wait
/// for one until the read times out. Nothing if the body could not be read; the library has then set the status.
std::optional<std::string> read_body(const httplib::Request& in, const httplib::ContentReader& reader) {
  std::string body;
  if (!in.has_header("Content-Length") && !in.has_header("Transfer-Encoding")) return body;
  const bool whole = reader([&](const char* data, std::size_t size) {
    body.append(data, size);
    return body.size() <= HttpServer::kMaxBody;
  });
  return whole ? std::optional(std::move(body)) : std::nullopt;
}

httplib::Server::HandlerWithContentReader adapted_post(HttpServer::Handler handler) {
  return [handler = std::move(handler)](const httplib::Request& in, httplib::Response& out,
                                        const httplib::ContentReader& reader) {
    if (in.is_multipart_form_data()) {  // read to its end, or its rest would be taken for the next request
      reader([](const httplib::MultipartFormData&) { return true; }, [](const char*, std::size_t) { return true; });
      return write(error_reply(415, "HTTP_ERROR", "multipart forms are not accepted"), out);
    }
    if (auto body = read_body(in, reader)) return write(ask(handler, in, std::move(*body)), out);
    if (out.status < 400) out.status = 400;
  };
}

/// httplib sets SO_REUSEPORT by default: two programs would get each other's requests.
void one_owner(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

void set_limits(httplib::Server& server) {
  server.set_socket_options(one_owner);
  server.new_task_queue = [] { return new httplib::ThreadPool(HttpServer::kThreads); };
  server.set_payload_max_length(HttpServer::kMaxBody);
  server.set_read_timeout(HttpServer::kRead);
  server.set_write_timeout(HttpServer::kWrite);
  server.set_keep_alive_timeout(HttpServer::kKeepAlive.count());
  server.set_pre_routing_handler([](const httplib::Request& in, httplib::Response& out) {
    if (header_bytes(in) <= HttpServer::kMaxHeaders) return httplib::Server::HandlerResponse::Unhandled;
    write(error_reply(431, "LIMIT_EXCEEDED", "request headers too large"), out);
    return httplib::Server::HandlerResponse::Handled;
  });
  server.set_error_handler([](const httplib::Request&, httplib::Response& out) {
    if (out.body.empty()) write(error_reply(out.status, "HTTP_ERROR", reason(out.status)), out);
  });
  server.set_exception_handler([](const httplib::Request& in, httplib::Response& out, std::exception_ptr) {
    log::event(log::Channel::kSync, log::Level::kError, "request_failed", {{"path", in.path}});
    write(error_reply(500, "INTERNAL", "internal error"), out);
  });
}

int status_of(Errc code) {
  switch (code) {
    case Errc::kInvalidArgument:
      return 400;
    case Errc::kForbidden:
      return 403;
    case Errc::kNotFound:
      return 404;
    case Errc::kConflict:
    case Errc::kSyncInProgress:
    case Errc::kLabelConflict:
    case Errc::kLabelNotConfigured:
    case Errc::kLabelNotFound:
    case Errc::kInvalidGrant:
      return 409;
    case Errc::kSourceFailed:
    case Errc::kNetworkFailed:
      return 502;
    case Errc::kStoreUnavailable:
    case Errc::kInterrupted:
      return 503;
    default:
      return 500;
  }
}

}  // namespace

HttpReply error_reply(int status, std::string_view code, std::string_view message, std::string_view hint) {
  return {status, {{"error", view::error_json(code, message, {}, hint)}}};
}

HttpReply error_reply(const Error& error) { return {status_of(error.code), {{"error", view::to_json(error)}}}; }

struct HttpServer::Impl {
  httplib::Server server;
  std::thread thread;
};

HttpServer::HttpServer() : impl_(std::make_unique<Impl>()) { set_limits(impl_->server); }
HttpServer::~HttpServer() { stop(); }

void HttpServer::get(const std::string& pattern, Handler handler) {
  impl_->server.Get(pattern, adapted(std::move(handler)));
}
void HttpServer::post(const std::string& pattern, Handler handler) {
  impl_->server.Post(pattern, adapted_post(std::move(handler)));
}

Result<int> HttpServer::start(const std::string& host, int port) {
  auto& server = impl_->server;
  const int bound = port == 0 ? server.bind_to_any_port(host) : server.bind_to_port(host, port) ? port : -1;
  if (bound < 0)
    return fail(Errc::kIo, "cannot listen on this address", fmt::format("{}:{}", host, port),
                "another process may use it; set server.listen in connections.yaml to another address");
  impl_->thread = std::thread([this] { impl_->server.listen_after_bind(); });
  while (!server.is_running()) std::this_thread::yield();
  return bound;
}

void HttpServer::stop() {
  if (!impl_->thread.joinable()) return;
  impl_->server.stop();
  impl_->thread.join();
}

}  // namespace connections::server
