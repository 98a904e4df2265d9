#include "calendar/merge/merge.h"

#include <set>

#include <fmt/format.h>

#include "calendar/merge/merge_match.h"
#include "calendar/merge/merge_uid.h"
#include "calendar/merge/merge_write.h"

namespace connections::calendar {
namespace {

std::set<std::string, std::less<>> uids_of_skipped(const Feed& feed) {
  std::set<std::string, std::less<>> uids;
  for (const Skipped& skipped : feed.skipped)
    if (!skipped.uid.empty()) uids.insert(skipped.uid);
  return uids;
}

/// Why a booking that left the feed is left alone; empty if it is to be cancelled. Platforms drop a stay from
/// the feed once it has begun, so that only one still to begin is cancelled; a block only matters till it ends.
std::string why_kept(const Booking& booking, const std::set<std::string, std::less<>>& skipped, Date today) {
  if (skipped.contains(booking.ical_uid) || skipped.contains(booking.ical_uid.substr(0, booking.ical_uid.rfind('#'))))
    return "The feed still has its event, which could not be read";
  if (booking.block ? booking.check_out > today : booking.check_in > today) return {};
  return fmt::format("It began on {}; feeds drop stays that have begun", to_iso(booking.check_in));
}

void sort_out_vanished(std::span<const Booking> existing, const Pairs& pairs, const Feed& feed, Date today,
                       MergePlan& plan) {
  const auto skipped = uids_of_skipped(feed);
  for (std::size_t i = 0; i < existing.size(); ++i) {
    if (pairs.taken[i] || existing[i].state == BookingState::kCancelled) continue;
    std::string kept = why_kept(existing[i], skipped, today);
    if (kept.empty()) {
      plan.gone.push_back({existing[i].id, fmt::format("It left the feed before {}", to_iso(existing[i].check_in))});
    } else {
      plan.kept.push_back({existing[i].id, std::move(kept)});
    }
  }
}

}  // namespace

std::string_view name(KeptBy kept) noexcept {
  switch (kept) {
    case KeptBy::kUid:
      return "uid";
    case KeptBy::kCode:
      return "code";
    case KeptBy::kDates:
      return "dates";
    case KeptBy::kOverlappingBlock:
      return "overlapping_block";
  }
  return "";
}

MergePlan merge_feed(std::span<const Booking> existing, const Feed& feed, Date today) {
  const Pairs pairs = pair_up(existing, feed.events, today);
  UidBook uids(existing);
  MergePlan plan;
  for (std::size_t i = 0; i < feed.events.size(); ++i) {
    const Event& event = feed.events[i];
    if (!pairs.of_event[i]) {
      plan.insert.push_back(event);
      plan.insert.back().uid = uids.for_new(event);
      continue;
    }
    FeedUpdate update{.after = existing[pairs.of_event[i]->booking], .kept = pairs.of_event[i]->by, .changed = {}};
    update.changed = lay_over(update.after, event, uids.for_kept(update.after, event));
    if (update.changed.empty()) {
      ++plan.unchanged;
    } else {
      plan.update.push_back(std::move(update));
    }
  }
  sort_out_vanished(existing, pairs, feed, today, plan);
  return plan;
}

}  // namespace connections::calendar
