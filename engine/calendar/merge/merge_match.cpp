#include "calendar/merge/merge_match.h"

#include <functional>
#include <map>
#include <string>

#include "model/value.h"

namespace connections::calendar {
namespace {

std::string_view base_uid(std::string_view uid) { return uid.substr(0, uid.rfind('#')); }

bool same_days(const Booking& booking, const Event& event) {
  return booking.check_in == event.check_in && booking.check_out == event.check_out;
}

bool codes_differ(const Booking& booking, const Event& event) {
  return booking.code && event.code && *booking.code != *event.code;
}

bool has_code(const Booking& booking, const std::string& code) {
  return booking.code ? *booking.code == code : booking.enriched_code == code;
}

bool names_differ(const Booking& booking, const Event& event) {
  return booking.feed_name && event.feed_name && fold(*booking.feed_name) != fold(*event.feed_name);
}

class Pairing {
 public:
  Pairing(std::span<const Booking> existing, std::span<const Event> events, Date today)
      : existing_(existing), events_(events), today_(today) {
    pairs_.of_event.resize(events.size());
    pairs_.taken.resize(existing.size());
    for (std::size_t i = 0; i < existing.size(); ++i) index(i);
  }

  Pairs run() {
    stage(KeptBy::kUid, by_uid_, uid_key,
          [](const Booking& b, const Event& e) { return same_days(b, e) && !codes_differ(b, e); });
    stage(KeptBy::kCode, by_code_, code_key,
          [](const Booking& b, const Event& e) { return !b.block && same_days(b, e) && has_code(b, *e.code); });
    stage(KeptBy::kCode, by_code_, code_key,
          [](const Booking& b, const Event& e) { return !b.block && has_code(b, *e.code); });
    stage(KeptBy::kUid, by_uid_, uid_key, [this](const Booking& b, const Event& e) { return may_move(b, e); });
    stage(KeptBy::kDates, by_days_, days_key, [](const Booking& b, const Event& e) { return may_be_renamed(b, e); });
    pair_overlapping_blocks();
    return std::move(pairs_);
  }

 private:
  using Index = std::multimap<std::string, std::size_t, std::less<>>;
  using Fits = std::function<bool(const Booking&, const Event&)>;

  static std::string uid_key(const Event& event) { return event.uid; }
  static std::string code_key(const Event& event) { return event.block ? std::string() : event.code.value_or(""); }
  static std::string days_key(const Event& event) { return to_iso(event.check_in) + to_iso(event.check_out); }

  void index(std::size_t i) {
    const Booking& booking = existing_[i];
    by_uid_.emplace(booking.ical_uid, i);
    if (const auto base = base_uid(booking.ical_uid); base != booking.ical_uid) by_uid_.emplace(base, i);
    if (booking.code) by_code_.emplace(*booking.code, i);
    if (!booking.code && booking.enriched_code) by_code_.emplace(*booking.enriched_code, i);
    by_days_.emplace(to_iso(booking.check_in) + to_iso(booking.check_out), i);
  }

  /// A stay that is over does not move to later days: the feed uses its UID for another stay.
  bool may_move(const Booking& booking, const Event& event) const {
    const bool over = booking.check_out <= today_ && event.check_in >= booking.check_out;
    return !over && !codes_differ(booking, event);
  }

  /// A new UID on the same days. Cancelled days may have been sold again, so a cancelled booking stays apart.
  static bool may_be_renamed(const Booking& booking, const Event& event) {
    return booking.state != BookingState::kCancelled && event.state != BookingState::kCancelled &&
           booking.block == event.block && !codes_differ(booking, event) && !names_differ(booking, event);
  }

  void stage(KeptBy by, const Index& index, std::string (*key)(const Event&), const Fits& fits) {
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (pairs_.of_event[i]) continue;
      const std::string wanted = key(events_[i]);
      if (!wanted.empty()) take_best(i, by, index.equal_range(wanted), fits);
    }
  }

  /// The first that fits; a booking that is not cancelled goes before one that is.
  template <class Range>
  void take_best(std::size_t event, KeptBy by, const Range& range, const Fits& fits) {
    std::optional<std::size_t> best;
    for (auto at = range.first; at != range.second; ++at) {
      const Booking& booking = existing_[at->second];
      if (pairs_.taken[at->second] || !fits(booking, events_[event])) continue;
      const bool live = booking.state != BookingState::kCancelled;
      if (live || !best) best = at->second;
      if (live) break;
    }
    if (best) pair(event, *best, by);
  }

  void pair(std::size_t event, std::size_t booking, KeptBy by) {
    pairs_.of_event[event] = {booking, by};
    pairs_.taken[booking] = true;
  }

  /// A lead-time block ("nothing before the day after tomorrow") moves on by a day each day under a new UID.
  /// Blocks hold nothing of a person's, so one that overlaps may become the other instead of a new row a day.
  void pair_overlapping_blocks() {
    std::multimap<Date, std::size_t> by_end;
    for (std::size_t i = 0; i < existing_.size(); ++i)
      if (!pairs_.taken[i] && existing_[i].block && existing_[i].state != BookingState::kCancelled)
        by_end.emplace(existing_[i].check_out, i);
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (pairs_.of_event[i] || !events_[i].block) continue;
      for (auto at = by_end.upper_bound(events_[i].check_in); at != by_end.end(); ++at) {
        if (existing_[at->second].check_in >= events_[i].check_out) continue;
        pair(i, at->second, KeptBy::kOverlappingBlock);
        by_end.erase(at);
        break;
      }
    }
  }

  std::span<const Booking> existing_;
  std::span<const Event> events_;
  Date today_;
  Pairs pairs_;
  Index by_uid_;
  Index by_code_;
  Index by_days_;
};

}  // namespace

bool same_uid(std::string_view booking_uid, std::string_view feed_uid) noexcept {
  return booking_uid == feed_uid || base_uid(booking_uid) == feed_uid;
}

Pairs pair_up(std::span<const Booking> existing, std::span<const Event> events, Date today) {
  return Pairing(existing, events, today).run();
}

}  // namespace connections::calendar
