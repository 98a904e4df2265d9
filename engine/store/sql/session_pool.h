#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/sql/session.h"

namespace connections::store {

/// Sessions to one database, at most `limit` at once. Thread-safe.
class SessionPool {
 public:
  SessionPool(std::string url, std::size_t limit) : url_(std::move(url)), limit_(limit) {}

  /// A session on loan; goes back to the pool with the object unless it broke.
  class Loan {
   public:
    Loan(SessionPool& pool, std::unique_ptr<Session> session, bool reused)
        : pool_(pool), session_(std::move(session)), reused_(reused) {}
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    ~Loan() { pool_.give_back(std::move(session_)); }
    [[nodiscard]] Session& session() noexcept { return *session_; }
    /// Whether it served before: then it may have died while idle, and a fresh one is worth a try.
    [[nodiscard]] bool reused() const noexcept { return reused_; }
    void discard() noexcept { session_.reset(); }

   private:
    SessionPool& pool_;
    std::unique_ptr<Session> session_;
    bool reused_;
  };

  /// Waits while all are on loan; connects if none is idle. Throws as Session does.
  [[nodiscard]] Loan take();
  [[nodiscard]] const std::string& url() const noexcept { return url_; }

 private:
  void give_back(std::unique_ptr<Session> session) noexcept;

  const std::string url_;
  const std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Session>> idle_;  // guarded by mutex_
  std::size_t on_loan_ = 0;                     // guarded by mutex_
};

}  // namespace connections::store
