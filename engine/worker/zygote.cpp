#include "worker/zygote.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "worker/control.h"
#include "worker/zygote_process.h"

namespace connections::worker {
namespace {

/// A fork takes milliseconds, preparing less than a second. Who waits so long waits for a lock that was taken when the
/// process was forked, and would wait for ever.
constexpr int kAnswerMilliseconds = 20'000;
constexpr int kStartTries = 3;

/// The next report, if it comes in time.
std::optional<Report> await(int control, int& descriptor) {
  pollfd one{.fd = control, .events = POLLIN, .revents = 0};
  int ready = 0;
  do ready = poll(&one, 1, kAnswerMilliseconds);
  while (ready < 0 && errno == EINTR);
  return ready > 0 ? receive_report(control, descriptor) : std::nullopt;
}

std::unexpected<Error> no_process(const std::string& why) {
  return fail(Errc::kIo, fmt::format("no process to read mails in: {}", why), {},
              "connections … --in-process reads them in this process, without its protection");
}

}  // namespace

std::mutex& fork_mutex() {
  static std::mutex one;
  return one;
}

Result<Zygote> Zygote::start(const Handler& handler, const Preparation& prepare, const Limits& limits) {
  for (int i = 0; i < kStartTries; ++i) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return no_process(std::strerror(errno));
    pid_t process = -1;
    {
      const std::lock_guard lock(fork_mutex());
      process = fork();
    }
    if (process == 0) run_zygote(pair[1], handler, prepare, limits);
    close(pair[1]);
    Zygote zygote(process, pair[0]);
    if (process < 0) return no_process(std::strerror(errno));
    int none = -1;
    if (await(pair[0], none)) return zygote;
  }
  return no_process("it does not get ready");
}

Zygote::Zygote(Zygote&& other) noexcept
    : process_(std::exchange(other.process_, -1)), control_(std::exchange(other.control_, -1)) {}

Zygote& Zygote::operator=(Zygote&& other) noexcept {
  std::swap(process_, other.process_);
  std::swap(control_, other.control_);
  return *this;
}

Zygote::~Zygote() {
  if (control_ >= 0) close(control_);
  if (process_ <= 0) return;
  kill(process_, SIGKILL);  // it may hang; its workers end with it
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

Result<Zygote::Worker> Zygote::spawn() {
  int socket = -1;
  if (!send_order(control_, {})) return no_process("the process that makes them is gone");
  const auto report = await(control_, socket);
  if (report && report->process > 0 && socket >= 0) return Worker{report->process, socket};
  if (socket >= 0) close(socket);
  return no_process(report ? "the system makes no more" : "the process that makes them is gone");
}

Result<int> Zygote::end(pid_t worker) {
  int none = -1;
  if (!send_order(control_, {.end = worker})) return no_process("the process that makes them is gone");
  const auto report = await(control_, none);
  if (!report || report->process != worker) return no_process("the process that makes them is gone");
  return report->status;
}

}  // namespace connections::worker
