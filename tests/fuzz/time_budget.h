#pragma once

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <ctime>

namespace connections::fuzz {

/// Ends the run if the code between its making and its end takes more CPU time than linear reading would: so that an
/// input whose cost grows faster than its size is a finding. CPU time of this thread: a loaded machine makes none.
class TimeBudget {
 public:
  /// `per_byte` is that of a build with sanitizers and coverage, which is 20 to 50 times slower than a release build.
  TimeBudget(std::size_t bytes, std::chrono::nanoseconds per_byte) noexcept
      : until_(used() + kFloor + static_cast<long long>(bytes) * per_byte) {}
  ~TimeBudget() {
    if (used() > until_) std::abort();
  }
  TimeBudget(const TimeBudget&) = delete;
  TimeBudget& operator=(const TimeBudget&) = delete;

 private:
  static constexpr std::chrono::milliseconds kFloor{500};  ///< first use of tables, page faults

  static std::chrono::nanoseconds used() noexcept {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
  }

  std::chrono::nanoseconds until_;
};

}  // namespace connections::fuzz
