#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/event.h"
#include "calendar/identity/judgement.h"
#include "model/booking.h"
#include "model/uid_habit.h"

namespace connections::calendar {

/// A booking to make. It starts with what the feed says and nothing else.
struct NewBooking {
  Event event;
  std::string question;            ///< for a person, where it might be a stay that is known; else empty
  std::vector<Evidence> evidence;  ///< of that doubt
};

/// A booking to write. `after` is the booking as it was read with the feed's values laid over it: id, version
/// and what mail or a person wrote are untouched, and a code or phone the feed no longer shows stays.
struct FeedUpdate {
  Booking after;
  std::vector<std::string> changed;  ///< column names: "check_in", "ical_uid", …; never empty, but for restore
  bool withdraw = false;             ///< it is cancelled now: what mail or a person wrote is taken away, see `reason`
  bool restore = false;              ///< the stay is back: it gets what was withdrawn
  std::string reason;                ///< of withdraw and restore, one sentence
  bool perhaps_another = false;      ///< its days are back in the feed, perhaps with another guest
  std::string question;              ///< then, for a person; empty if nothing was withdrawn
  std::vector<Evidence> evidence;
};

/// A booking that left the feed.
struct Vanished {
  BookingId booking;
  std::string reason;  ///< one sentence for a person
};

struct MergePlan {
  std::vector<NewBooking> insert;
  std::vector<FeedUpdate> update;
  std::vector<Vanished> gone;  ///< to be marked cancelled, never deleted; their names, counts and codes are withdrawn
  std::vector<Vanished> kept;  ///< vanished, yet left alone: begun or past stays, events that were skipped
  std::size_t unchanged = 0;
  UidHabit habit;  ///< of the feed from now on
};

/// What a new state of a feed does to the bookings of the same feed. One to one; which event is which booking is
/// decided in identity/. Every UID of the plan is free among `existing`: one that another booking holds, cancelled or
/// not, gets "#" and the code or check-in. So the plan may be written in any order. Pure; `today` is the day at the
/// listing, or the UTC day.
[[nodiscard]] MergePlan merge_feed(std::span<const Booking> existing, const Feed& feed, Date today,
                                   const UidHabit& habit = {});

/// The booking an inserted event becomes: state, names and code as the feed says; no id yet.
[[nodiscard]] Booking booking_of(const Event& event, std::string platform, std::string property, FeedId feed);

/// "Ann Example was typed for the stay of 2026-12-10 to 2026-12-14. REASON"; only the reason if nothing was written.
[[nodiscard]] std::string withdrawal_reason(const Booking& booking, std::string_view reason);

}  // namespace connections::calendar
