#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <csignal>

namespace connections::server {

/// SIGTERM and SIGINT (stop) and SIGHUP (reload), read by a thread of their own: nothing runs in a handler. Make one
/// before any other thread starts, and after child processes were started: the signals are blocked while it lives.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  [[nodiscard]] bool stop_requested() const noexcept { return stop_; }
  /// True once for any number of SIGHUPs since the last call.
  [[nodiscard]] bool take_reload() noexcept { return reload_.exchange(false); }
  /// Sleeps until a signal comes or the time is over.
  void wait(std::chrono::milliseconds most);

 private:
  void listen();

  std::atomic<bool> stop_ = false, reload_ = false, ended_ = false;
  std::mutex mutex_;
  std::condition_variable came_;
  sigset_t mask_before_{};
  std::thread thread_;
};

}  // namespace connections::server
