#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>

namespace connections::source {

/// A token bucket that keeps the requests for one mailbox below Gmail's units per minute: it holds a second's worth and
/// fills so slowly that no 60 seconds exceed the limit. A request that costs more than the bucket holds waits for a
/// full one. Time is a parameter. Thread-safe: all callers for the same mailbox share one.
class Pacer {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Pacer(std::size_t units_per_minute, Time now);

  /// Spends the units if available and returns a time not later than `now`. Else spends nothing and returns when they
  /// will be available, unless another caller takes them first.
  [[nodiscard]] Time take(std::size_t units, Time now);
  /// Nothing may be spent before `time`: Google asked to wait.
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
