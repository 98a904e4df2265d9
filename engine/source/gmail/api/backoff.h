#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace connections::source {

/// Google asks for at least a second before the first retry.
inline constexpr std::chrono::milliseconds kFirstWait{1'000};
inline constexpr std::chrono::milliseconds kMaxWait{64'000};
/// The waits between eight tries add up to 70 s on average: a limit by the minute passes meanwhile.
inline constexpr int kMaxTries = 8;
/// For interactive commands, which the user can repeat: some seconds in total.
inline constexpr int kInteractiveTries = 3;

/// Exponential back-off with full jitter: a second plus a random time whose maximum doubles with each try.
class Backoff {
 public:
  explicit Backoff(std::uint64_t seed) : random_(seed) {}
  /// After so many failed tries (1, 2, …).
  [[nodiscard]] std::chrono::milliseconds after(int tries);

 private:
  std::mt19937_64 random_;
};

}  // namespace connections::source
