#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/event.h"
#include "model/booking.h"

namespace connections::calendar {

/// How an event was recognised as a booking that is there already.
enum class KeptBy : std::uint8_t { kUid, kCode, kDates, kOverlappingBlock };
[[nodiscard]] std::string_view name(KeptBy kept) noexcept;  ///< "uid", "code", "dates", "overlapping_block"

/// A booking to write. `after` is the booking as it was read with the feed's values laid over it: id, version
/// and what mail or a person wrote are untouched, and a code or phone the feed no longer shows stays.
struct FeedUpdate {
  Booking after;
  KeptBy kept = KeptBy::kUid;
  std::vector<std::string> changed;  ///< column names: "check_in", "ical_uid", …; never empty
};

/// A booking that left the feed.
struct Vanished {
  BookingId booking;
  std::string reason;  ///< one sentence for a person
};

struct MergePlan {
  std::vector<Event> insert;
  std::vector<FeedUpdate> update;
  std::vector<Vanished> gone;  ///< to be marked cancelled, never deleted
  std::vector<Vanished> kept;  ///< vanished, yet left alone: begun or past stays, events that were skipped
  std::size_t unchanged = 0;
};

/// What a new state of a feed does to the bookings of the same feed. One to one: each event takes at most one
/// booking, by UID and days, then code, then UID, then exact days; a different code is never the same booking.
/// Every UID of the plan is free among `existing`: one that another booking holds, cancelled or not, gets "#" and
/// the code or check-in. So the plan may be written in any order. Pure; `today` is the day at the listing, or the
/// UTC day.
[[nodiscard]] MergePlan merge_feed(std::span<const Booking> existing, const Feed& feed, Date today);

/// The booking an inserted event becomes: state, names and code as the feed says; no id yet.
[[nodiscard]] Booking booking_of(const Event& event, std::string platform, std::string property, FeedId feed);

}  // namespace connections::calendar
