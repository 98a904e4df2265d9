#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/feed_text.h"
#include "match/story.h"
#include "model/booking.h"

namespace connections::match {

/// Bookings by day and code, so that a reservation is compared with those near it and not with all. Refers to the
/// bookings, which must outlive it; for reading by any number of threads.
class BookingIndex {
 public:
  /// What most comparisons need of a booking, side by side: 100,000 bookings are looked at 1,000 times each.
  struct Row {
    Date check_in, check_out;
    Instant first_seen;
    std::uint32_t position = 0;                                   ///< in the bookings
    std::uint32_t property = 0;                                   ///< see property_id
    std::uint32_t platform = 0;                                   ///< index into platforms()
    bool is_stay = false;                                         ///< neither a block nor cancelled
    bool has_phone = false, has_name = false, has_count = false;  ///< to compare with
  };
  explicit BookingIndex(std::span<const Booking> bookings, const NoNames& no_names = {});

  [[nodiscard]] std::span<const Booking> bookings() const noexcept { return bookings_; }
  [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }
  [[nodiscard]] const std::vector<std::string>& platforms() const noexcept { return platforms_; }
  [[nodiscard]] std::size_t properties() const noexcept { return property_ids_.size(); }
  [[nodiscard]] std::optional<std::uint32_t> property_id(const std::string& property) const;
  [[nodiscard]] const Booking& booking(const Row& row) const { return bookings_[row.position]; }
  /// The guest that the feed names, or seems to name by a text that nothing announces; empty: none.
  [[nodiscard]] std::string_view guest_of(const Row& row) const;
  [[nodiscard]] const Booking* find(const BookingId& id) const;  ///< null: not there

  /// Rows whose check-in or check-out lies within the window of the reservation's, or that have one of its codes, or
  /// that it named; each once.
  [[nodiscard]] std::vector<std::uint32_t> near(const Reservation& reservation, std::chrono::days window) const;
  /// Rows that have one of the reservation's codes.
  [[nodiscard]] std::vector<std::uint32_t> with_code(const Reservation& reservation) const;

 private:
  void find_seeming_guests(const NoNames& no_names);

  std::span<const Booking> bookings_;
  std::vector<Row> rows_;                    ///< by check-in
  std::vector<std::uint32_t> by_check_out_;  ///< indexes of rows
  std::unordered_multimap<std::string_view, std::uint32_t> by_code_;
  std::unordered_map<std::string_view, std::uint32_t> by_id_;
  std::unordered_map<std::string, std::uint32_t> property_ids_;
  std::vector<std::string> platforms_;
  std::unordered_map<std::uint32_t, std::string> seeming_;  ///< by position: guests of texts that announce none
};

/// Whether a day lies within the window of another, which may be unknown.
[[nodiscard]] inline bool within(Date day, const std::optional<Date>& of, std::chrono::days window) {
  return of && std::chrono::abs(day - *of) <= window;
}

}  // namespace connections::match
