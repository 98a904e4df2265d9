#include "worker/zygote_process.h"

#include <cerrno>
#include <csignal>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "worker/control.h"
#include "worker/death.h"
#include "worker/sandbox.h"

namespace connections::worker {
namespace {

/// A terminal sends Ctrl-C to all of its processes, a supervisor SIGTERM: the engine ends its workers when it has ended
/// its work.
void leave_signals_to_the_engine() {
  for (const int one : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) std::signal(one, SIG_IGN);
  for (const int one : {SIGCHLD, SIGABRT}) std::signal(one, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become_worker(int socket, pid_t zygote, const Handler& handler, const Limits& limits) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != zygote) _exit(0);  // it ended before it could be told to take us along
  run_worker(socket, handler, limits);
}

bool spawn(int control, const Handler& handler, const Limits& limits) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return send_report(control, {.process = -1});
  const pid_t zygote = getpid();
  const pid_t worker = fork();
  if (worker == 0) become_worker(pair[1], zygote, handler, limits);
  const bool sent =
      worker < 0 ? send_report(control, {.process = -1}) : send_report(control, {.process = worker}, pair[0]);
  close(pair[0]);
  close(pair[1]);
  return sent;
}

/// Only its own child: until that is waited for, nobody else has its number.
bool end(int control, pid_t worker) {
  int status = 0;
  pid_t ended = waitpid(worker, &status, WNOHANG);
  if (ended == 0) {
    kill(worker, SIGKILL);
    ended = waitpid(worker, &status, 0);
  }
  return send_report(control, {.process = ended == worker ? worker : -1, .status = status});
}

bool run_step(const Preparation& prepare) {
  try {
    return prepare();
  } catch (...) {
    _exit(kExitException);
  }
}

/// An order, or the end of the engine.
bool has_order(int control) {
  pollfd one{.fd = control, .events = POLLIN, .revents = 0};
  return poll(&one, 1, 0) != 0;
}

}  // namespace

void run_zygote(int control, const Handler& handler, const Preparation& prepare, const Limits& limits) {
  leave_signals_to_the_engine();
  if (!keep_only(control)) _exit(kExitSandbox);
  bool more = run_step(prepare);
  if (!send_report(kSocket, {})) _exit(0);
  for (;;) {
    while (more && !has_order(kSocket)) more = run_step(prepare);
    const auto order = receive_order(kSocket);
    if (!order) _exit(0);
    if (!(order->end != 0 ? end(kSocket, order->end) : spawn(kSocket, handler, limits))) _exit(0);
  }
}

}  // namespace connections::worker
