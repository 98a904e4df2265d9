#include "worker/exchange.h"

#include <algorithm>
#include <cerrno>
#include <ctime>

#include <poll.h>
#include <sys/socket.h>

namespace connections::worker {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using SteadyClock = std::chrono::steady_clock;

/// CPU time that another process has used. None: it is gone.
nanoseconds cpu_of(pid_t process) {
  clockid_t clock = 0;
  timespec used{};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) return {};
  return std::chrono::seconds{used.tv_sec} + nanoseconds{used.tv_nsec};
}

/// Moves bytes over a socket without ever waiting longer than the limits allow.
class Channel {
 public:
  Channel(int socket, pid_t worker, const Limits& limits)
      : socket_(socket), worker_(worker), limits_(limits), cpu_before_(cpu_of(worker)) {}

  bool write(const char* from, std::size_t size) {
    return move(size, POLLOUT, [&](std::size_t done) {
      return ::send(socket_, from + done, size - done, MSG_NOSIGNAL | MSG_DONTWAIT);
    });
  }
  bool read(char* to, std::size_t size) {
    return move(size, POLLIN, [&](std::size_t done) { return ::recv(socket_, to + done, size - done, MSG_DONTWAIT); });
  }
  [[nodiscard]] Loss loss() const noexcept { return loss_; }

 private:
  template <class Step>
  bool move(std::size_t size, short event, Step step) {
    for (std::size_t done = 0; done < size;) {
      const ssize_t moved = step(done);
      if (moved > 0) {
        done += static_cast<std::size_t>(moved);
      } else if (moved == 0 || (errno != EAGAIN && errno != EINTR)) {
        loss_ = Loss::kClosed;
        return false;
      } else if (errno == EAGAIN && !wait(event)) {
        return false;
      }
    }
    return true;
  }

  /// Until something moves, or a limit is passed. CPU time does not pass faster than time: one worker, one thread.
  bool wait(short event) {
    const auto wall_left = limits_.wall - (SteadyClock::now() - begun_);
    const auto cpu_left = limits_.cpu - (cpu_of(worker_) - cpu_before_);
    if (wall_left <= nanoseconds{0} || cpu_left <= nanoseconds{0}) {
      loss_ = cpu_left <= nanoseconds{0} ? Loss::kCpu : Loss::kWall;
      return false;
    }
    pollfd one{.fd = socket_, .events = event, .revents = 0};
    const auto most = std::chrono::ceil<milliseconds>(std::min<nanoseconds>(wall_left, cpu_left));
    return poll(&one, 1, static_cast<int>(most.count())) >= 0 || errno == EINTR;
  }

  int socket_;
  pid_t worker_;
  const Limits& limits_;
  SteadyClock::time_point begun_ = SteadyClock::now();
  nanoseconds cpu_before_;
  Loss loss_ = Loss::kClosed;
};

}  // namespace

std::expected<Message, Loss> exchange(int socket, pid_t worker, const Message& request, const Limits& limits) {
  Channel channel(socket, worker, limits);
  if (!send([&](const char* from, std::size_t size) { return channel.write(from, size); }, request))
    return std::unexpected(channel.loss());
  auto reply = receive([&](char* to, std::size_t size) { return channel.read(to, size); }, limits.reply_bytes);
  if (reply) return *std::move(reply);
  return std::unexpected(reply.error() == Fault::kTooLong ? Loss::kTooLong : channel.loss());
}

}  // namespace connections::worker
