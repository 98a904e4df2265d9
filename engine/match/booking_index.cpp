#include "match/booking_index.h"

#include <set>

namespace connections::match {
namespace {

constexpr std::chrono::days kWithin{3};

void add_days(const std::multimap<Date, std::size_t>& by_day, const std::optional<Date>& day,
              std::set<std::size_t>& to) {
  if (!day) return;
  const auto end = by_day.upper_bound(*day + kWithin);
  for (auto at = by_day.lower_bound(*day - kWithin); at != end; ++at) to.insert(at->second);
}

}  // namespace

BookingIndex::BookingIndex(std::span<const Booking> bookings) {
  for (std::size_t i = 0; i < bookings.size(); ++i) {
    by_check_in_.emplace(bookings[i].check_in, i);
    by_check_out_.emplace(bookings[i].check_out, i);
    if (bookings[i].code) by_code_.emplace(*bookings[i].code, i);
    by_id_.emplace(bookings[i].id, i);
  }
}

std::vector<std::size_t> BookingIndex::near(const Reservation& reservation) const {
  std::set<std::size_t> found;
  add_days(by_check_in_, reservation.check_in, found);
  add_days(by_check_out_, reservation.check_out, found);
  for (const auto& [platform, code] : reservation.codes) {
    const auto [begin, end] = by_code_.equal_range(code);
    for (auto at = begin; at != end; ++at) found.insert(at->second);
  }
  if (reservation.named)
    if (const auto at = by_id_.find(*reservation.named); at != by_id_.end()) found.insert(at->second);
  return {found.begin(), found.end()};
}

}  // namespace connections::match
