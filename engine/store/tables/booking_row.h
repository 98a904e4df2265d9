#pragma once

#include "model/booking.h"
#include "store/sql/query.h"
#include "store/tables/names.h"

namespace connections::store {

inline constexpr Names<ValueSource, 4> kValueSources{{"none", "feed", "mail", "person"}};
inline constexpr Names<BookingState, 3> kBookingStates{{"confirmed", "tentative", "cancelled"}};

/// The columns that booking_of reads; a condition follows.
inline constexpr const char* kSelectBooking =
    "SELECT id, source_feed_id, platform, property, ical_uid, check_in, check_out, state, block, feed_summary, code, "
    "phone_last4, feed_name, guest_name, guest_name_source, guest_count, guest_count_source, enriched_code, "
    "first_seen, version, withdrawn, question, twin_of FROM bookings ";

[[nodiscard]] Booking booking_of(const Row& row);

/// "before" and "after" of booking_changes.
[[nodiscard]] nlohmann::json enriched_values(const Booking& booking);

}  // namespace connections::store
