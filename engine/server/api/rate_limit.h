#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace connections::server {

/// A token bucket for each name. Any thread.
class RateLimit {
 public:
  struct Rate {
    double burst = 0;     ///< requests at once
    double a_minute = 0;  ///< that come back
  };
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kMaxNames = 10'000;  ///< beyond, all start anew: a flood of names must not fill memory

  explicit RateLimit(Rate rate) : rate_(rate) {}

  /// Takes one. Nothing if there was one; else how long to wait for it.
  [[nodiscard]] std::optional<std::chrono::seconds> take(const std::string& name, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= kMaxNames && !buckets_.contains(name)) buckets_.clear();
    Bucket& bucket = buckets_.try_emplace(name, Bucket{rate_.burst, now}).first->second;
    const double a_second = rate_.a_minute / 60;
    bucket.left =
        std::min(rate_.burst, bucket.left + std::chrono::duration<double>(now - bucket.at).count() * a_second);
    bucket.at = now;
    if (bucket.left >= 1) {
      bucket.left -= 1;
      return std::nullopt;
    }
    return std::chrono::seconds{1 + static_cast<std::int64_t>((1 - bucket.left) / a_second)};
  }

 private:
  struct Bucket {
    double left = 0;
    Clock::time_point at;
  };
  Rate rate_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;  ///< guarded by mutex_
};

}  // namespace connections::server
