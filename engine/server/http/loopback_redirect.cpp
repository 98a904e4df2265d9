#include "server/http/loopback_redirect.h"

#include <condition_variable>
#include <mutex>
#include <optional>

#include <fmt/format.h>

#include "secrets/memory.h"
#include "server/http/html_page.h"
#include "server/http/http_server.h"
#include "server/http/problem.h"
#include "source/gmail/oauth/oauth_answer.h"

namespace connections::server {
namespace {

constexpr const char* kHost = "127.0.0.1";
constexpr const char* kPath = "/oauth/callback";
constexpr std::size_t kMaxCode = 2'048;
constexpr std::chrono::seconds kWaitForState{5};  ///< the browser may be faster than the program
constexpr HttpLimits kLimits{.header = std::chrono::seconds{5},
                             .connections = 16,  // browsers open idle ones ahead
                             .io_threads = 1,
                             .handlers = 2};

Error declined(const std::string& google_code) {
  if (google_code == "access_denied")
    return {Errc::kSourceFailed, "access was declined on Google's page", {}, "run the command again and allow it"};
  return source::error_of(google_code, source::GrantKind::kCode);
}

}  // namespace

struct LoopbackRedirect::Listener {
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<std::string> state;  ///< known when wait() begins
  bool refused = false;              ///< a request had a different state
  std::optional<Result<std::string>> outcome;
  int port = 0;
  /// Last: its threads use the others.
  HttpServer server{[this](const HttpRequest& request) { return answer(request); },
                    [](std::string_view, std::string_view) { return std::size_t{0}; }, kLimits};

  HttpReply answer(const HttpRequest& request);
};

HttpReply LoopbackRedirect::Listener::answer(const HttpRequest& request) {
  if (request.path != kPath || request.method != "GET") return error_reply(404, "NOT_FOUND", "no such path");
  std::unique_lock lock(mutex);
  changed.wait_for(lock, kWaitForState, [this] { return state.has_value(); });
  if (outcome) return html_page(409, "Already answered", "You can close this page.");
  if (!state || !secrets::equal_in_constant_time(request.parameter("state").value_or(""), *state)) {
    refused = true;
    return html_page(400, "Unexpected answer", "Go back to the terminal and open the address it shows.");
  }
  if (const std::string error = request.parameter("error").value_or(""); !error.empty()) {
    outcome = std::unexpected(declined(error));
    changed.notify_all();
    return html_page(200, "Not connected", "Access was not given. The terminal says what to do next.");
  }
  std::string code = request.parameter("code").value_or("");
  if (code.empty() || code.size() > kMaxCode)
    return html_page(400, "The answer has no code", "Go back to the terminal and try again.");
  outcome = std::move(code);
  changed.notify_all();
  return html_page(200, "Thank you", "You can close this page and go back to the terminal.");
}

LoopbackRedirect::LoopbackRedirect(std::unique_ptr<Listener> listener) : listener_(std::move(listener)) {}
LoopbackRedirect::~LoopbackRedirect() = default;

Result<std::unique_ptr<LoopbackRedirect>> LoopbackRedirect::listen(int port) {
  auto listener = std::make_unique<Listener>();
  const auto bound = listener->server.start(kHost, port);
  if (!bound)
    return fail(
        Errc::kConflict, fmt::format("cannot listen on port {}", port), {},
        "stop the program that uses it, or choose another port with --redirect-port and register its address too");
  listener->port = *bound;
  return std::unique_ptr<LoopbackRedirect>(new LoopbackRedirect(std::move(listener)));
}

std::string LoopbackRedirect::uri() const { return fmt::format("http://{}:{}{}", kHost, listener_->port, kPath); }

Result<std::string> LoopbackRedirect::wait(const std::string& state, std::chrono::seconds timeout) {
  Listener& listener = *listener_;
  std::unique_lock lock(listener.mutex);
  listener.state = state;
  listener.changed.notify_all();
  const bool answered = listener.changed.wait_for(lock, timeout, [&] { return listener.outcome.has_value(); });
  const bool refused = listener.refused;
  lock.unlock();
  listener.server.stop();  // when the page is sent
  if (answered) return *listener.outcome;
  return fail(Errc::kInterrupted,
              fmt::format("timed out after {} s waiting for Google's answer{}", timeout.count(),
                          refused ? "; an answer with a different state was rejected" : ""),
              uri(), "run the command again and open the address it prints");
}

}  // namespace connections::server
