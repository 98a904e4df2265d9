#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "calendar/event.h"
#include "calendar/identity/judgement.h"
#include "calendar/identity/uid_worth.h"
#include "model/booking.h"

namespace connections::calendar {

/// An event and a booking, and why they may be one stay.
struct Pairing {
  std::size_t booking = 0;  ///< index of the bookings
  Judgement judgement;
};

/// Which booking each event is, one to one.
struct Pairs {
  std::vector<std::optional<Pairing>> of_event;  ///< by index of the events: the booking it is, also a cancelled one
                                                 ///< whose days are back but perhaps not its guest (kUnsure)
  std::vector<std::optional<Pairing>> doubtful;  ///< by event: the booking it might be, or was taken from
  std::vector<bool> taken;                       ///< by index of the bookings
  std::vector<bool> replaced;                    ///< by booking: another stay has its UID or its days now
};

/// Pairs by evidence (judgement.h), the surest first; what is equally sure by the order of the bookings. Compares an
/// event with the bookings that share its UID, code or days, or that overlap it; of one key with kMostOfOneKey.
[[nodiscard]] Pairs pair_up(std::span<const Booking> existing, std::span<const Event> events, Date today,
                            const UidWorth& uids);

inline constexpr std::size_t kMostOfOneKey = 32;

}  // namespace connections::calendar
