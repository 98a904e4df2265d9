#include "calendar/merge/merge.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "calendar/identity/agreement.h"
#include "calendar/identity/pairing.h"
#include "calendar/merge/merge_uid.h"
#include "calendar/merge/merge_write.h"

namespace connections::calendar {
namespace {

std::string days_text(const Booking& booking) {
  return fmt::format("{} to {}", to_iso(booking.check_in), to_iso(booking.check_out));
}

const std::optional<std::string>& guest_of(const Booking& booking) {
  return !booking.guest_name && booking.withdrawn ? booking.withdrawn->guest_name : booking.guest_name;
}

std::string question_about(const Booking& earlier, const Judgement& judgement) {
  if (!holds_values(earlier) || judgement.another_guest) return {};
  const auto& guest = guest_of(earlier);
  const std::string whose = guest ? fmt::format("the stay of '{}'", *guest) : std::string("the earlier stay");
  const std::string doubts = doubts_of(judgement);
  return fmt::format("Is this {} ({})?{}", whose, days_text(earlier),
                     doubts.empty() ? std::string() : " In doubt because " + doubts);
}

std::set<std::string, std::less<>> uids_of_skipped(const Feed& feed) {
  std::set<std::string, std::less<>> uids;
  for (const Skipped& skipped : feed.skipped)
    if (!skipped.uid.empty()) uids.insert(skipped.uid);
  return uids;
}

/// Lays a feed over the bookings, event by event.
class Merger {
 public:
  Merger(std::span<const Booking> existing, const Feed& feed, Date today, const UidHabit& habit)
      : existing_(existing),
        feed_(feed),
        today_(today),
        worth_(uid_worth(existing, feed.events, habit)),
        pairs_(pair_up(existing, feed.events, today, worth_)),
        uids_(existing) {
    for (const Booking& booking : existing)
      if (booking.state == BookingState::kCancelled && !booking.block && booking.withdrawn && holds_values(booking))
        cancelled_on_.emplace(std::pair(booking.check_in, booking.check_out), &booking);
  }

  MergePlan run() {
    plan_.habit = worth_.habit;
    for (std::size_t i = 0; i < feed_.events.size(); ++i) pairs_.of_event[i] ? update(i) : insert(i);
    sort_out_vanished();
    return std::move(plan_);
  }

 private:
  void insert(std::size_t i) {
    NewBooking made{.event = feed_.events[i], .question = {}, .evidence = {}};
    made.event.uid = uids_.for_new(made.event);
    if (const auto& doubt = pairs_.doubtful[i]) {
      made.question = question_about(existing_[doubt->booking], doubt->judgement);
      made.evidence = doubt->judgement.evidence;
    } else if (!made.event.block && made.event.state != BookingState::kCancelled) {
      ask_about_days_of(made.event, made);
    }
    plan_.insert.push_back(std::move(made));
  }

  /// The days of a stay that left the feed are sold: to the same guest or another. Codes and names tell, and then
  /// nobody is asked.
  template <class Stay, class Asked>
  void ask_about_days_of(const Stay& stay, Asked& asked) const {
    const auto earlier = cancelled_on_.find({stay.check_in, stay.check_out});
    if (earlier == cancelled_on_.end() || (stay.code && earlier->second->code)) return;
    const auto& guest = guest_of(*earlier->second);
    if (guest && stay.feed_name && names_agree(*guest, *stay.feed_name) == Agreement::kDiffers) return;
    asked.evidence = {{"a stay of these days left the feed earlier", -4}};
    asked.question = question_about(*earlier->second, {Verdict::kUnsure, -4, asked.evidence});
  }

  void update(std::size_t i) {
    const Pairing& pairing = *pairs_.of_event[i];
    const Booking& before = existing_[pairing.booking];
    FeedUpdate update;
    update.after = before;
    update.evidence = pairing.judgement.evidence;
    update.changed = lay_over(update.after, feed_.events[i], uids_.for_kept(before, feed_.events[i]), today_);
    const bool was_cancelled = before.state == BookingState::kCancelled;
    const bool is_cancelled = update.after.state == BookingState::kCancelled;
    if (is_cancelled && !was_cancelled) {
      update.withdraw = true;
      update.reason = withdrawal_reason(before, "The feed says that it is cancelled");
    }
    const bool back = was_cancelled && !is_cancelled;
    update.perhaps_another = back && pairing.judgement.verdict != Verdict::kSame;
    if (back && before.withdrawn) {
      update.restore = !update.perhaps_another;
      update.reason = fmt::format("The stay of {} is back in the feed", days_text(before));
      if (!update.restore) update.question = question_about(before, pairing.judgement);
    }
    if (before.block && !update.after.block) ask_about_days_of(update.after, update);
    if (update.changed.empty() && !update.restore) {
      ++plan_.unchanged;
    } else {
      plan_.update.push_back(std::move(update));
    }
  }

  /// Why a booking that left the feed is left alone; empty if it is to be cancelled. Platforms drop a stay from
  /// the feed once it has begun, so that only one still to begin is cancelled; a block only matters till it ends.
  std::string why_kept(const Booking& booking, const std::set<std::string, std::less<>>& skipped, bool replaced) const {
    if (skipped.contains(booking.ical_uid) || skipped.contains(base_uid(booking.ical_uid)))
      return "The feed still has its event, which could not be read";
    if (booking.block ? booking.check_out > today_ : booking.check_in > today_) return {};
    if (replaced && booking.check_out > today_) return {};
    return fmt::format("It began on {}; feeds drop stays that have begun", to_iso(booking.check_in));
  }

  void sort_out_vanished() {
    const auto skipped = uids_of_skipped(feed_);
    for (std::size_t i = 0; i < existing_.size(); ++i) {
      if (pairs_.taken[i] || existing_[i].state == BookingState::kCancelled) continue;
      std::string kept = why_kept(existing_[i], skipped, pairs_.replaced[i]);
      if (kept.empty()) {
        const std::string why = pairs_.replaced[i]
                                    ? std::string("The feed shows another stay on its days")
                                    : fmt::format("It left the feed before {}", to_iso(existing_[i].check_in));
        plan_.gone.push_back({existing_[i].id, withdrawal_reason(existing_[i], why)});
      } else {
        plan_.kept.push_back({existing_[i].id, std::move(kept)});
      }
    }
  }

  std::span<const Booking> existing_;
  const Feed& feed_;
  Date today_;
  UidWorth worth_;
  Pairs pairs_;
  UidBook uids_;
  std::map<std::pair<Date, Date>, const Booking*> cancelled_on_;
  MergePlan plan_;
};

}  // namespace

std::string withdrawal_reason(const Booking& booking, std::string_view reason) {
  if (!booking.guest_name) return std::string(reason);
  const char* how = booking.guest_name_source == ValueSource::kPerson ? "was typed for"
                    : booking.guest_name_source == ValueSource::kMail ? "came by mail for"
                                                                      : "was shown by the feed for";
  return fmt::format("'{}' {} the stay of {}. {}", *booking.guest_name, how, days_text(booking), reason);
}

MergePlan merge_feed(std::span<const Booking> existing, const Feed& feed, Date today, const UidHabit& habit) {
  return Merger(existing, feed, today, habit).run();
}

}  // namespace connections::calendar
