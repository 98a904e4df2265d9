#include "calendar/merge/merge_uid.h"

#include <fmt/format.h>

#include "calendar/identity/uid_worth.h"

namespace connections::calendar {

UidBook::UidBook(std::span<const Booking> existing) {
  for (const Booking& booking : existing) taken_.insert(booking.ical_uid);
}

std::string UidBook::for_new(const Event& event) {
  if (taken_.insert(event.uid).second) return event.uid;
  const std::string apart = event.code.value_or(to_iso(event.check_in));
  for (int number = 1;; ++number) {
    std::string uid =
        fmt::format("{}#{}{}", event.uid, apart, number == 1 ? std::string() : fmt::format("-{}", number));
    if (taken_.insert(uid).second) return uid;
  }
}

std::string UidBook::for_kept(const Booking& booking, const Event& event) {
  return same_uid(booking.ical_uid, event.uid) ? booking.ical_uid : for_new(event);
}

}  // namespace connections::calendar
