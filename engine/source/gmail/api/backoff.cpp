#include "source/gmail/api/backoff.h"

#include <algorithm>

namespace connections::source {

std::chrono::milliseconds Backoff::after(int tries) {
  const auto most = std::min(kFirstWait * (std::int64_t{1} << std::clamp(tries - 1, 0, 16)), kMaxWait);
  std::uniform_int_distribution<std::int64_t> jitter(0, most.count());
  return kFirstWait + std::chrono::milliseconds{jitter(random_)};
}

}  // namespace connections::source
