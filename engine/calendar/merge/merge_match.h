#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "calendar/event.h"
#include "calendar/merge/merge.h"
#include "model/booking.h"

namespace connections::calendar {

/// Which booking each event is, one to one.
struct Pairs {
  struct Pair {
    std::size_t booking = 0;
    KeptBy by = KeptBy::kUid;
  };
  std::vector<std::optional<Pair>> of_event;  ///< by index of Feed::events
  std::vector<bool> taken;                    ///< by index of the bookings
};

[[nodiscard]] Pairs pair_up(std::span<const Booking> existing, std::span<const Event> events, Date today);

/// Whether a booking's UID is the feed's, or the feed's with "#…" that told it from another.
[[nodiscard]] bool same_uid(std::string_view booking_uid, std::string_view feed_uid) noexcept;

}  // namespace connections::calendar
