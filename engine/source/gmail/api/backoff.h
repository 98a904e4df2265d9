#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace connections::source {

/// Google asks for at least a second before the first retry.
inline constexpr std::chrono::milliseconds kFirstWait{1'000};
inline constexpr std::chrono::milliseconds kMostWait{64'000};
/// The waits between eight tries add up to 70 s on average: a limit by the minute passes meanwhile.
inline constexpr int kMaxTries = 8;
/// Where somebody waits for the answer to a command and can type it again: some seconds in all.
inline constexpr int kTriesWhileWaitedFor = 3;

/// How long to wait between tries: a second and, on top, any time up to twice as much as at the try before.
class Backoff {
 public:
  explicit Backoff(std::uint64_t seed) : random_(seed) {}
  /// After so many failed tries (1, 2, …).
  [[nodiscard]] std::chrono::milliseconds after(int tries);

 private:
  std::mt19937_64 random_;
};

}  // namespace connections::source
