#include "server/signals.h"

#include <csignal>
#include <ctime>

#include <pthread.h>

namespace connections::server {
namespace {

constexpr timespec kTick{.tv_sec = 0, .tv_nsec = 100'000'000};  ///< how soon the thread notices that it should end

sigset_t listened() {
  sigset_t set;
  sigemptyset(&set);
  for (const int one : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, one);
  return set;
}

}  // namespace

Signals::Signals() {
  const sigset_t set = listened();
  pthread_sigmask(SIG_BLOCK, &set, &mask_before_);
  thread_ = std::thread([this] { listen(); });
}

Signals::~Signals() {
  ended_ = true;
  thread_.join();
  pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
}

void Signals::listen() {
  const sigset_t set = listened();
  while (!ended_) {
    const int got = sigtimedwait(&set, nullptr, &kTick);
    if (got < 0) continue;
    (got == SIGHUP ? reload_ : stop_) = true;
    { const std::lock_guard lock(mutex_); }  // a thread between its check and its wait must not miss this
    came_.notify_all();
  }
}

void Signals::wait(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  came_.wait_for(lock, most, [this] { return stop_ || reload_; });
}

}  // namespace connections::server
