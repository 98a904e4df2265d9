#include "store/sql/session_pool.h"

namespace connections::store {

SessionPool::Loan SessionPool::take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [this] { return on_loan_ < limit_; });
  ++on_loan_;
  if (!idle_.empty()) {
    auto session = std::move(idle_.back());
    idle_.pop_back();
    return {*this, std::move(session), true};
  }
  lock.unlock();
  try {
    return {*this, std::make_unique<Session>(url_), false};
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void SessionPool::give_back(std::unique_ptr<Session> session) noexcept {
  {
    const std::lock_guard lock(mutex_);
    --on_loan_;
    if (session && session->connection().is_open()) idle_.push_back(std::move(session));
  }
  returned_.notify_one();
}

}  // namespace connections::store
