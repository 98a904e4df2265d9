#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>

namespace connections::source {

/// Keeps one user's requests below Gmail's units a minute: a bucket that holds a second's worth and fills so slowly
/// that no minute, however it is cut, spends more than is allowed. A request that costs more than the bucket holds
/// waits for a full one. Time is a parameter. Thread-safe: whoever asks about the same mailbox shares one.
class Pacer {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Pacer(std::size_t units_per_minute, Time now);

  /// Spends so many units if they are there, and gives a time not later than `now`. Else spends nothing and gives when
  /// they will be there, unless another takes them first.
  [[nodiscard]] Time take(std::size_t units, Time now);
  /// Nothing may be spent before: Google said so.
  void hold_until(Time time);

 private:
  [[nodiscard]] double filled(Time now) const;

  const double capacity_;        ///< units
  const double per_nanosecond_;  ///< units that come in
  std::mutex mutex_;             ///< guards what follows
  double level_;                 ///< at `at_`; below zero after an expensive request
  Time at_;
  Time held_until_{};
};

}  // namespace connections::source
