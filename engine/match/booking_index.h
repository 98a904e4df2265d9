#pragma once

#include <map>
#include <span>
#include <vector>

#include "match/story.h"
#include "model/booking.h"

namespace connections::match {

/// Bookings by day and code, so that a reservation is compared with those near it and not with all.
class BookingIndex {
 public:
  explicit BookingIndex(std::span<const Booking> bookings);

  /// Positions of bookings whose check-in or check-out lies within three days of the reservation's, or that have one
  /// of its codes, or that it named; ascending.
  [[nodiscard]] std::vector<std::size_t> near(const Reservation& reservation) const;

 private:
  std::multimap<Date, std::size_t> by_check_in_, by_check_out_;
  std::multimap<std::string, std::size_t> by_code_;
  std::map<BookingId, std::size_t> by_id_;
};

}  // namespace connections::match
