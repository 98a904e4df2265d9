#pragma once

#include <chrono>

namespace connections::rules {

/// CPU time of this thread without what it compiled meanwhile (NotReading): what mails cost it. A budget of a mail that
/// is measured with it is the same for the first mail of a process as for later ones, on a busy machine as on an idle
/// one.
[[nodiscard]] std::chrono::nanoseconds reading_time() noexcept;

/// While it lives, this thread does what no mail is charged for.
class NotReading {
 public:
  NotReading() noexcept;
  ~NotReading();
  NotReading(const NotReading&) = delete;
  NotReading& operator=(const NotReading&) = delete;

 private:
  std::chrono::nanoseconds begun_;
};

}  // namespace connections::rules
