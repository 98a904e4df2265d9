#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "calendar/event.h"
#include "model/booking.h"
#include "model/uid_habit.h"

namespace connections::calendar {

/// The feed's UID of a booking: without the "#…" that told it from another.
[[nodiscard]] std::string_view base_uid(std::string_view uid) noexcept;
/// Whether a booking's UID is the feed's, or the feed's with "#…".
[[nodiscard]] bool same_uid(std::string_view booking_uid, std::string_view feed_uid) noexcept;

/// Whether the UID only repeats the check-in: made by this program for want of one, or by the feed out of its days. It
/// comes back when the same days are sold again.
[[nodiscard]] bool made_of_days(std::string_view uid, Date check_in);

/// What the UIDs of one refresh are worth as evidence, from what the whole feed did in it and in earlier ones.
struct UidWorth {
  bool tells = true;        ///< one UID is one stay; false: numbers of the place, or new ones on each refresh
  bool neighbours = false;  ///< at least one other stay came with the UID it had: a new UID speaks for a new stay
  const char* why = "";     ///< where it does not tell
  UidHabit habit;           ///< with what this refresh adds
};

/// `existing`: the feed's bookings before the refresh.
[[nodiscard]] UidWorth uid_worth(std::span<const Booking> existing, std::span<const Event> events,
                                 const UidHabit& habit);

}  // namespace connections::calendar
