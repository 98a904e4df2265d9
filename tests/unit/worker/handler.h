#pragma once

#include "worker/pool.h"

namespace connections::worker {

/// A worker that does what its request says: "echo", or one of the evils that a parser could commit.
[[nodiscard]] Message obey(const Message& request);

/// Limits that a test can wait for.
[[nodiscard]] inline Limits short_limits() {
  Limits limits;
  limits.cpu = std::chrono::milliseconds{200};
  limits.wall = std::chrono::milliseconds{6000};
  limits.memory = 256u << 20;
  limits.reply_bytes = 8u << 20;
  return limits;
}

}  // namespace connections::worker
