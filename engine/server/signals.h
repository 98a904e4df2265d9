#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <csignal>

namespace connections::server {

/// SIGTERM and SIGINT (stop) and SIGHUP (reload), received by a thread of its own: nothing runs in a signal handler.
/// Create it before any other thread and after any child process starts: both inherit the blocked signals. The
/// destructor restores the caller's signal mask.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  [[nodiscard]] bool stop_requested() const noexcept { return stop_; }
  /// True once for any number of SIGHUPs since the last call.
  [[nodiscard]] bool take_reload() noexcept { return reload_.exchange(false); }
  /// Sleeps until a signal arrives or `most` has passed.
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
