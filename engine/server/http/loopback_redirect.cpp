#include "server/http/loopback_redirect.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>

#include "secrets/memory.h"
#include "source/gmail/oauth/oauth_answer.h"

namespace connections::server {
namespace {

constexpr const char* kHost = "127.0.0.1";
constexpr const char* kPath = "/oauth/callback";
constexpr std::size_t kThreads = 4;  // browsers open idle connections ahead; one must not hold up the answer
constexpr std::size_t kMaxCode = 2'048;

std::string page(const char* title, const char* text) {
  return fmt::format(
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Connections</title>"
      "<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1rem}}</style>"
      "<h1>{}</h1><p>{}</p></html>\n",
      title, text);
}

void answer(httplib::Response& response, int status, const char* title, const char* text) {
  response.status = status;
  // The URL of this page contains the code: no referrer, no caching.
  response.set_header("Cache-Control", "no-store");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  response.set_content(page(title, text), "text/html; charset=utf-8");
}

Error declined(const std::string& google_code) {
  if (google_code == "access_denied")
    return {Errc::kSourceFailed, "access was declined on Google's page", {}, "run the command again and allow it"};
  return source::error_of(google_code, source::GrantKind::kCode);
}

/// httplib sets SO_REUSEPORT by default: two programs would get each other's answers.
void one_owner(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

}  // namespace

struct LoopbackRedirect::Listener {
  httplib::Server server;
  int port = 0;
  std::thread thread;
  std::atomic<bool> ended = false;  ///< the thread has stopped listening
  std::mutex mutex;
  std::condition_variable arrived;
  std::string state;
  bool refused = false;  ///< a request had a different state
  std::optional<Result<std::string>> outcome;

  void take(const httplib::Request& request, httplib::Response& response);
};

void LoopbackRedirect::Listener::take(const httplib::Request& request, httplib::Response& response) {
  const std::lock_guard lock(mutex);
  if (outcome) return answer(response, 409, "Already answered", "You can close this page.");
  if (!secrets::equal_in_constant_time(request.get_param_value("state"), state)) {
    refused = true;
    return answer(response, 400, "Unexpected answer", "Go back to the terminal and open the address it shows.");
  }
  if (const std::string error = request.get_param_value("error"); !error.empty()) {
    outcome = std::unexpected(declined(error));
    answer(response, 200, "Not connected", "Access was not given. The terminal says what to do next.");
  } else if (std::string code = request.get_param_value("code"); !code.empty() && code.size() <= kMaxCode) {
    outcome = std::move(code);
    answer(response, 200, "Thank you", "You can close this page and go back to the terminal.");
  } else {
    return answer(response, 400, "The answer has no code", "Go back to the terminal and try again.");
  }
  arrived.notify_all();
}

LoopbackRedirect::LoopbackRedirect(std::unique_ptr<Listener> listener) : listener_(std::move(listener)) {}

LoopbackRedirect::~LoopbackRedirect() {
  listener_->server.stop();
  if (listener_->thread.joinable()) listener_->thread.join();
}

Result<std::unique_ptr<LoopbackRedirect>> LoopbackRedirect::listen(int port) {
  auto listener = std::make_unique<Listener>();
  httplib::Server& server = listener->server;
  server.set_socket_options(one_owner);
  server.set_keep_alive_max_count(1);
  server.set_read_timeout(std::chrono::seconds(5));
  server.set_payload_max_length(1024);
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  listener->port = port == 0 ? server.bind_to_any_port(kHost) : server.bind_to_port(kHost, port) ? port : -1;
  if (listener->port <= 0)
    return fail(
        Errc::kConflict, fmt::format("cannot listen on port {}", port), {},
        "stop the program that uses it, or choose another port with --redirect-port and register its address too");
  server.Get(kPath, [raw = listener.get()](const httplib::Request& request, httplib::Response& response) {
    raw->take(request, response);
  });
  return std::unique_ptr<LoopbackRedirect>(new LoopbackRedirect(std::move(listener)));
}

std::string LoopbackRedirect::uri() const { return fmt::format("http://{}:{}{}", kHost, listener_->port, kPath); }

Result<std::string> LoopbackRedirect::wait(const std::string& state, std::chrono::seconds timeout) {
  Listener& listener = *listener_;
  listener.state = state;
  listener.thread = std::thread([&listener] {
    listener.server.listen_after_bind();
    listener.ended = true;
  });
  std::unique_lock lock(listener.mutex);
  const bool answered = listener.arrived.wait_for(lock, timeout, [&] { return listener.outcome.has_value(); });
  const bool refused = listener.refused;
  lock.unlock();
  while (!listener.server.is_running() && !listener.ended) std::this_thread::yield();  // else stop() would be lost
  listener.server.stop();
  listener.thread.join();
  if (answered) return *listener.outcome;
  return fail(Errc::kInterrupted,
              fmt::format("timed out after {} s waiting for Google's answer{}", timeout.count(),
                          refused ? "; an answer with a different state was rejected" : ""),
              uri(), "run the command again and open the address it prints");
}

}  // namespace connections::server
