#pragma once

#include <mutex>
#include <set>
#include <string>

#include "source/gmail/api/access_tokens.h"

namespace connections::test {

/// The tokens of one account: both the keeper that the engine asks and what a fake Gmail takes. Thread-safe.
class FakeTokens : public source::AccessTokens {
 public:
  Result<std::string> token() override {
    const std::lock_guard lock(mutex_);
    ++asked;
    return current_;
  }
  Result<std::string> renew(std::string_view refused) override {
    const std::lock_guard lock(mutex_);
    if (refused != current_) return current_;
    if (revoked_) return fail(Errc::kInvalidGrant, "the grant was revoked or has expired", {}, "reconnect");
    ++renewals;
    current_ = "token-" + std::to_string(++number_);
    valid_.insert(current_);
    return current_;
  }

  [[nodiscard]] bool takes(const std::string& token) {
    const std::lock_guard lock(mutex_);
    return valid_.contains(token);
  }
  /// The access token dies; it can be renewed.
  void expire() {
    const std::lock_guard lock(mutex_);
    valid_.clear();
  }
  /// The grant dies.
  void revoke() {
    const std::lock_guard lock(mutex_);
    valid_.clear();
    revoked_ = true;
  }
  /// The person grants again.
  void reconnect() {
    const std::lock_guard lock(mutex_);
    revoked_ = false;
    current_ = "token-" + std::to_string(++number_);
    valid_.insert(current_);
  }

  int asked = 0, renewals = 0;

 private:
  std::mutex mutex_;
  int number_ = 1;
  bool revoked_ = false;
  std::string current_ = "token-1";
  std::set<std::string> valid_{"token-1"};
};

}  // namespace connections::test
