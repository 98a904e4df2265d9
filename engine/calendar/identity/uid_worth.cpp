#include "calendar/identity/uid_worth.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <fmt/format.h>

namespace connections::calendar {
namespace {

constexpr std::string_view kNoUid = "no-uid-";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A UID that ends in a number of at most five digits before its host: 12 of "12", "event-12", "12@host".
struct Numbered {
  int number = -1;  ///< -1: it does not, or its stem has digits too: "3f-1" is random, not the first of several
  std::string_view stem;
};

Numbered numbered(std::string_view uid) {
  const std::string_view local = uid.substr(0, uid.find('@'));
  std::size_t begin = local.size();
  while (begin > 0 && is_digit(local[begin - 1])) --begin;
  Numbered found{.number = -1, .stem = local.substr(0, begin)};
  if (begin == local.size() || local.size() - begin > 5 || std::ranges::any_of(found.stem, is_digit)) return found;
  std::from_chars(local.data() + begin, local.data() + local.size(), found.number);
  return found;
}

/// Whether the UIDs count the events: 1, 2, 3 … or 0, 1, 2 …, perhaps with gaps, all after the same stem.
bool are_numbers_of_places(std::span<const Event> events) {
  if (events.empty()) return false;
  const Numbered first = numbered(events.front().uid);
  int least = first.number;
  int most = least;
  for (const Event& event : events) {
    const auto [number, stem] = numbered(event.uid);
    if (number < 0 || stem != first.stem) return false;
    least = std::min(least, number);
    most = std::max(most, number);
  }
  return least <= 1 && most <= 2 * static_cast<int>(events.size()) + 1;
}

using Days = std::pair<Date, Date>;

struct Counts {
  int kept = 0;     ///< stays under their UID with their days
  int moved = 0;    ///< … with other days that overlap
  int reused = 0;   ///< UIDs with days that do not overlap
  int renewed = 0;  ///< stays with their days under another UID
  int stays = 0;    ///< live ones before the refresh
};

/// A renewed UID needs the old one to be gone, or to stand with days of another known stay: it was not merely added.
Counts count(std::span<const Booking> existing, std::span<const Event> events) {
  std::map<std::string_view, const Event*> by_uid;
  std::map<Days, int> days_in_feed;
  for (const Event& event : events) {
    if (event.block || event.state == BookingState::kCancelled) continue;
    by_uid.emplace(event.uid, &event);
    ++days_in_feed[{event.check_in, event.check_out}];
  }
  Counts counts;
  for (const Booking& booking : existing) {
    if (booking.block || booking.state == BookingState::kCancelled) continue;
    ++counts.stays;
    auto found = by_uid.find(booking.ical_uid);
    if (found == by_uid.end()) found = by_uid.find(base_uid(booking.ical_uid));
    const bool same_days_there = days_in_feed.contains({booking.check_in, booking.check_out});
    if (found == by_uid.end()) {
      counts.renewed += same_days_there ? 1 : 0;
      continue;
    }
    const Event& event = *found->second;
    if (event.check_in == booking.check_in && event.check_out == booking.check_out)
      ++counts.kept;
    else if (event.check_in < booking.check_out && booking.check_in < event.check_out)
      ++counts.moved;
    else
      ++counts.reused, counts.renewed += same_days_there ? 1 : 0;
  }
  return counts;
}

}  // namespace

std::string_view base_uid(std::string_view uid) noexcept { return uid.substr(0, uid.rfind('#')); }

bool same_uid(std::string_view booking_uid, std::string_view feed_uid) noexcept {
  return booking_uid == feed_uid || base_uid(booking_uid) == feed_uid;
}

bool made_of_days(std::string_view uid, Date check_in) {
  if (uid.starts_with(kNoUid)) return true;
  const std::string iso = to_iso(check_in);
  const std::string year = iso.substr(0, 4);
  const std::string month = iso.substr(5, 2);
  const std::string day = iso.substr(8, 2);
  const std::array forms{iso,
                         year + month + day,
                         month + day + year,
                         day + month + year,
                         fmt::format("{}-{}-{}", day, month, year),
                         fmt::format("{}-{}-{}", month, day, year)};
  return std::ranges::any_of(forms, [&](const std::string& form) { return uid.contains(form); });
}

UidWorth uid_worth(std::span<const Booking> existing, std::span<const Event> events, const UidHabit& habit) {
  const Counts counts = count(existing, events);
  UidWorth worth;
  worth.habit = habit;
  worth.neighbours = counts.kept + counts.moved > 0;
  const bool all_renewed = !worth.neighbours && counts.renewed >= 2 && counts.renewed * 5 >= counts.stays * 4;
  if (are_numbers_of_places(events)) {
    worth.why = "the feed numbers its events";
  } else if (all_renewed) {
    worth.why = "all stays have new UIDs";
    worth.habit.regenerated += counts.renewed;
  } else if (habit.regenerated > habit.kept) {
    worth.why = "the feed makes new UIDs on each refresh";
    worth.habit.regenerated += worth.neighbours ? 0 : counts.renewed;
  } else if (habit.reused > 2 && habit.reused > habit.moved) {
    worth.why = "the feed gives a UID to other stays later";
  } else {
    worth.habit.kept += counts.kept;
    worth.habit.moved += counts.moved;
    worth.habit.reused += counts.reused;
    return worth;
  }
  worth.tells = false;
  worth.neighbours = false;
  return worth;
}

}  // namespace connections::calendar
