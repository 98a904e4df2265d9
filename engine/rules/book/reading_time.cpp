#include "rules/book/reading_time.h"

#include <ctime>

namespace connections::rules {
namespace {

thread_local std::chrono::nanoseconds not_reading{0};

std::chrono::nanoseconds cpu_time() noexcept {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

std::chrono::nanoseconds reading_time() noexcept { return cpu_time() - not_reading; }

NotReading::NotReading() noexcept : begun_(cpu_time()) {}
NotReading::~NotReading() { not_reading += cpu_time() - begun_; }

}  // namespace connections::rules
