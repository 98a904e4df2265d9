#pragma once

#include "source/gmail/api/gmail_access.h"
#include "support/fake_gmail.h"

namespace connections::test {

/// A steady clock that stands still but when somebody sleeps: hours of back-off take no time.
class VirtualClock {
 public:
  [[nodiscard]] source::Timing timing(std::uint64_t seed = 1) {
    source::Timing timing;
    timing.now = [this] { return now_; };
    timing.sleep = [this](std::chrono::milliseconds time) { now_ += time; };
    timing.jitter_seed = seed;
    return timing;
  }
  [[nodiscard]] std::chrono::milliseconds slept() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(now_ - kBegin);
  }

 private:
  static constexpr std::chrono::steady_clock::time_point kBegin{std::chrono::hours{1000}};
  std::chrono::steady_clock::time_point now_ = kBegin;
};

/// How the engine reaches a fake Gmail.
[[nodiscard]] inline source::GmailAccess access_to(FakeGmail& gmail, VirtualClock& clock, std::uint64_t seed = 1) {
  source::GmailAccess access{.tokens = {std::shared_ptr<void>(), &gmail.tokens}};
  access.endpoints.api_url = gmail.url();
  access.timing = clock.timing(seed);
  return access;
}

}  // namespace connections::test
