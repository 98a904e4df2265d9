#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <thread>

#include "source/gmail/api/access_tokens.h"
#include "source/gmail/api/backoff.h"
#include "source/gmail/api/google.h"
#include "source/gmail/api/pacer.h"

namespace connections::source {

/// How waiting is done. Tests give a clock that jumps, so that an hour of back-off takes no time.
struct Timing {
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
  std::function<void(std::chrono::milliseconds)> sleep = [](std::chrono::milliseconds time) {
    std::this_thread::sleep_for(time);
  };
  std::chrono::milliseconds answer_timeout{120'000};  ///< of one answer: 50 MB at 4 Mbit/s
  std::uint64_t jitter_seed = std::random_device{}();
  int max_tries = kMaxTries;  ///< of one question, at least 1
};

/// What calling the Gmail API for one mailbox needs.
struct GmailAccess {
  std::shared_ptr<AccessTokens> tokens;  ///< never null
  GoogleEndpoints endpoints{};
  GmailQuota quota{};
  /// Of this mailbox: Gmail counts requests by mailbox, for all labels. Null: the caller makes its own.
  std::shared_ptr<Pacer> pacer = nullptr;
  Timing timing{};
  std::function<bool()> stop = [] { return false; };  ///< true: end soon with kInterrupted
};

}  // namespace connections::source
