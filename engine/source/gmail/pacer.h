#pragma once

#include <chrono>
#include <cstddef>

namespace connections::source {

/// Keeps one user's requests below Gmail's units a minute: a bucket that holds a second's worth and fills so slowly
/// that no minute, however it is cut, spends more than is allowed. A request that costs more than the bucket holds
/// waits for a full one. Pure: time is a parameter. One thread.
class Pacer {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Pacer(std::size_t units_per_minute, Time now);

  /// When so many units may be spent: not later than `now` if at once.
  [[nodiscard]] Time ready_at(std::size_t units, Time now) const;
  void spend(std::size_t units, Time now);
  /// Nothing may be spent before: Google said so.
  void hold_until(Time time);

 private:
  [[nodiscard]] double filled(Time now) const;

  double capacity_;        ///< units
  double per_nanosecond_;  ///< units that come in
  double level_;           ///< at `at_`; below zero after an expensive request
  Time at_;
  Time held_until_{};
};

}  // namespace connections::source
