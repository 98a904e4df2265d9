#include "source/gmail/api/pacer.h"

#include <algorithm>
#include <cmath>

namespace connections::source {

using Nanoseconds = std::chrono::duration<double, std::nano>;

Pacer::Pacer(std::size_t units_per_minute, Time now)
    : capacity_(std::max(1.0, static_cast<double>(units_per_minute) / 60)),
      per_nanosecond_(std::max(1.0, static_cast<double>(units_per_minute) - capacity_) / 60e9),
      level_(capacity_),
      at_(now) {}

double Pacer::filled(Time now) const {
  return std::min(capacity_, level_ + std::max(0.0, Nanoseconds(now - at_).count()) * per_nanosecond_);
}

Pacer::Time Pacer::take(std::size_t units, Time now) {
  const std::lock_guard lock(mutex_);
  const double missing = std::min(static_cast<double>(units), capacity_) - filled(now);
  const auto wait =
      std::chrono::nanoseconds(static_cast<std::int64_t>(std::ceil(std::max(0.0, missing) / per_nanosecond_)));
  const Time ready = std::max(now + wait, held_until_);
  if (ready <= now) {
    level_ = filled(now) - static_cast<double>(units);
    at_ = std::max(at_, now);  // another thread may have read its clock later and come first
  }
  return ready;
}

void Pacer::hold_until(Time time) {
  const std::lock_guard lock(mutex_);
  held_until_ = std::max(held_until_, time);
}

}  // namespace connections::source
