#pragma once

#include <optional>
#include <vector>

#include "model/booking.h"
#include "model/error.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `former_stays`: which days of a feed a stay has left, and when. Written by Role::kCalendar, read by all.
namespace connections::store {

struct FormerStay {
  FeedId feed;
  std::optional<BookingId> booking;  ///< nothing: its row may hold another guest's stay now
  Date check_in, check_out;
  Instant left_at;
};

/// Notes that the stay is no longer on the days that `before` has.
[[nodiscard]] Result<void> note_former_stay(Transaction& calendar, const Booking& before, Instant now);
/// The row of the booking was given to a stay that may be another: what left it earlier was perhaps not this guest.
[[nodiscard]] Result<void> detach_former_stays(Transaction& calendar, const BookingId& booking);
/// Those whose check-in lies from `from` to `to`.
[[nodiscard]] Result<std::vector<FormerStay>> former_stays_between(Transaction& any, const std::optional<Date>& from,
                                                                   const std::optional<Date>& to);

}  // namespace connections::store
