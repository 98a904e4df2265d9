#include "match/booking_index.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace connections::match {
namespace {

std::uint32_t index_in(std::vector<std::string>& all, const std::string& text) {
  const auto index = static_cast<std::uint32_t>(std::find(all.begin(), all.end(), text) - all.begin());
  if (index == all.size()) all.push_back(text);
  return index;
}

}  // namespace

BookingIndex::BookingIndex(std::span<const Booking> bookings, const NoNames& no_names) : bookings_(bookings) {
  find_seeming_guests(no_names);
  for (std::size_t i = 0; i < bookings.size(); ++i) {
    const Booking& one = bookings[i];
    const auto property = property_ids_.try_emplace(one.property, static_cast<std::uint32_t>(property_ids_.size()));
    rows_.push_back({.check_in = one.check_in,
                     .check_out = one.check_out,
                     .first_seen = one.first_seen,
                     .position = static_cast<std::uint32_t>(i),
                     .property = property.first->second,
                     .platform = index_in(platforms_, one.platform),
                     .is_stay = !one.block && one.state != BookingState::kCancelled,
                     .has_phone = one.phone_last4.has_value(),
                     .has_name = one.feed_name || seeming_.contains(static_cast<std::uint32_t>(i)),
                     .has_count = one.guest_count_source == ValueSource::kFeed});
  }
  std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
    return std::tie(a.check_in, a.position) < std::tie(b.check_in, b.position);
  });
  by_check_out_.resize(rows_.size());
  std::iota(by_check_out_.begin(), by_check_out_.end(), 0u);
  std::sort(by_check_out_.begin(), by_check_out_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(rows_[a].check_out, a) < std::tie(rows_[b].check_out, b);
  });
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    const Booking& one = booking(rows_[i]);
    if (one.code) by_code_.emplace(*one.code, i);
    by_id_.emplace(one.id.value, i);
  }
}

/// A text that a feed repeats for other days is a phrase and not a guest.
void BookingIndex::find_seeming_guests(const NoNames& no_names) {
  using Key = std::pair<std::string_view, std::string_view>;
  std::map<Key, std::vector<std::uint32_t>> by_text;  // of a feed
  std::map<Key, std::string> guests;                  // by text and property: most texts are the same few
  for (std::uint32_t i = 0; i < bookings_.size(); ++i) {
    const Booking& one = bookings_[i];
    if (one.feed_name || one.block || one.state == BookingState::kCancelled) continue;
    const auto [known, added] = guests.try_emplace({one.feed_summary, one.property});
    if (added) known->second = guest_in_text(one.feed_summary, one.property, no_names);
    if (known->second.empty()) continue;
    by_text[{one.source_feed_id.value, one.feed_summary}].push_back(i);
    seeming_.emplace(i, known->second);
  }
  for (const auto& [text, positions] : by_text)
    if (positions.size() > 1)
      for (const std::uint32_t i : positions) seeming_.erase(i);
}

std::string_view BookingIndex::guest_of(const Row& row) const {
  if (const auto& announced = booking(row).feed_name) return *announced;
  const auto found = seeming_.find(row.position);
  return found == seeming_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::uint32_t> BookingIndex::property_id(const std::string& property) const {
  const auto found = property_ids_.find(property);
  return found == property_ids_.end() ? std::nullopt : std::optional(found->second);
}

const Booking* BookingIndex::find(const BookingId& id) const {
  const auto found = by_id_.find(id.value);
  return found == by_id_.end() ? nullptr : &booking(rows_[found->second]);
}

std::vector<std::uint32_t> BookingIndex::with_code(const Reservation& reservation) const {
  std::vector<std::uint32_t> found;
  for (const auto& [platform, code] : reservation.codes) {
    const auto [begin, end] = by_code_.equal_range(code);
    for (auto at = begin; at != end; ++at) found.push_back(at->second);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::uint32_t> BookingIndex::near(const Reservation& reservation, std::chrono::days window) const {
  std::vector<std::uint32_t> found;
  if (const auto& day = reservation.check_in) {
    auto at =
        std::partition_point(rows_.begin(), rows_.end(), [&](const Row& one) { return one.check_in < *day - window; });
    for (; at != rows_.end() && at->check_in <= *day + window; ++at)
      found.push_back(static_cast<std::uint32_t>(at - rows_.begin()));
  }
  if (const auto& day = reservation.check_out) {
    auto at = std::partition_point(by_check_out_.begin(), by_check_out_.end(),
                                   [&](std::uint32_t i) { return rows_[i].check_out < *day - window; });
    for (; at != by_check_out_.end() && rows_[*at].check_out <= *day + window; ++at)
      if (!within(rows_[*at].check_in, reservation.check_in, window)) found.push_back(*at);
  }
  const auto add_far = [&](std::uint32_t row) {
    if (!within(rows_[row].check_in, reservation.check_in, window) &&
        !within(rows_[row].check_out, reservation.check_out, window))
      found.push_back(row);
  };
  const auto coded = with_code(reservation);
  for (const std::uint32_t row : coded) add_far(row);
  if (reservation.named)
    if (const auto at = by_id_.find(reservation.named->value);
        at != by_id_.end() && !std::binary_search(coded.begin(), coded.end(), at->second))
      add_far(at->second);
  return found;
}

}  // namespace connections::match
