#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace connections::server {

/// Runs a task at once and again after each pause, on its own thread, until destroyed.
class Periodic {
 public:
  Periodic(std::chrono::milliseconds pause, std::function<void()> task)
      : thread_([this, pause, task] {
          std::unique_lock lock(mutex_);
          do {
            lock.unlock();
            task();
            lock.lock();
          } while (!wake_.wait_for(lock, pause, [this] { return ended_; }));
        }) {}
  ~Periodic() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  Periodic(const Periodic&) = delete;
  Periodic& operator=(const Periodic&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool ended_ = false;  ///< guarded by mutex_
  std::thread thread_;  ///< last: it uses the others
};

}  // namespace connections::server
