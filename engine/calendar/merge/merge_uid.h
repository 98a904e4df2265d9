#pragma once

#include <set>
#include <span>
#include <string>

#include "calendar/event.h"
#include "model/booking.h"

namespace connections::calendar {

/// Hands out UIDs for rows. The database wants them unique in a feed, also against cancelled bookings, and a
/// UID is not passed from one booking to another: so the order in which a plan is written does not matter.
class UidBook {
 public:
  explicit UidBook(std::span<const Booking> existing);

  /// The UID for a new row: the event's, or with "#" and its code or check-in if that one is taken.
  [[nodiscard]] std::string for_new(const Event& event);
  /// The UID for a row that is there: its own as long as it names the event, else as for a new row.
  [[nodiscard]] std::string for_kept(const Booking& booking, const Event& event);

 private:
  std::set<std::string, std::less<>> taken_;
};

}  // namespace connections::calendar
