#include "sync/feeds/calendar_refresh.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "calendar/merge/merge.h"
#include "calendar/read/feed_reader.h"
#include "calendar/time_zone.h"
#include "store/feeds/former_stay_store.h"
#include "store/tables/booking_store.h"
#include "sync/feeds/twin_question.h"

namespace connections::sync {
namespace {

/// The evidence of an identity, as booking_changes keeps it.
nlohmann::json decision_of(const std::vector<calendar::Evidence>& evidence) {
  nlohmann::json list = nlohmann::json::array();
  int bits = 0;
  for (const calendar::Evidence& one : evidence) {
    list.push_back({{"fact", one.fact}, {"bits", one.bits}});
    bits += one.bits;
  }
  return {{"identity", {{"bits", bits}, {"evidence", std::move(list)}}}};
}

/// Writes one merge plan. All rows in the transaction of `calendar`.
class PlanWriter {
 public:
  PlanWriter(store::Transaction& calendar, const store::Feed& feed, Instant now)
      : calendar_(calendar), feed_(feed), now_(now) {}

  Result<void> insert(const calendar::NewBooking& made) {
    TRY(store::upsert_booking(calendar_, calendar::booking_of(made.event, feed_.platform, feed_.property, feed_.id),
                              now_));
    ++change_.inserted;
    note("new", {}, made.event.check_in, made.event.check_out);
    return ask(made.event.uid, made.question, made.evidence);
  }

  Result<void> update(const Booking& before, const calendar::FeedUpdate& one) {
    const bool moved =
        std::pair(before.check_in, before.check_out) != std::pair(one.after.check_in, one.after.check_out);
    if (moved || one.withdraw) TRY(note_left(before));
    if (one.perhaps_another) TRY(store::detach_former_stays(calendar_, before.id));
    const bool new_uid = std::ranges::find(one.changed, "ical_uid") != one.changed.end();
    if (new_uid) TRY(store::rekey_booking(calendar_, one.after.id, one.after.ical_uid));
    TRY(store::upsert_booking(calendar_, one.after, now_));
    const auto decision = decision_of(one.evidence);
    if (one.withdraw) TRY(store::withdraw_values(calendar_, one.after.id, one.reason, {}, decision, now_));
    if (one.restore) TRY(store::restore_values(calendar_, one.after.id, one.reason, decision, now_));
    ++(one.withdraw ? change_.cancelled : change_.updated);
    note(one.withdraw ? "gone" : "changed", one.after.guest_name, one.after.check_in, one.after.check_out);
    return ask(one.after.ical_uid, one.question, one.evidence);
  }

  Result<void> cancel(const Booking& existing, const std::string& reason) {
    TRY(note_left(existing));
    Booking cancelled = existing;
    cancelled.state = BookingState::kCancelled;
    TRY(store::upsert_booking(calendar_, cancelled, now_));
    ++change_.cancelled;
    note("gone", existing.guest_name, existing.check_in, existing.check_out);
    return store::withdraw_values(calendar_, existing.id, reason, {}, decision_of({}), now_);
  }

  CalendarChange change() && { return std::move(change_); }

 private:
  Result<void> note_left(const Booking& stay) {
    if (stay.block || stay.state == BookingState::kCancelled) return {};
    return store::note_former_stay(calendar_, stay, now_);
  }

  void note(const char* what, const std::optional<std::string>& name, Date check_in, Date check_out) {
    if (change_.stays.size() < CalendarChange::kMostStays)
      change_.stays.push_back({.change = what, .guest_name = name, .check_in = check_in, .check_out = check_out});
  }

  Result<void> ask(const std::string& uid, const std::string& question,
                   const std::vector<calendar::Evidence>& evidence) {
    if (question.empty()) return {};
    change_.questions.push_back(question);
    return store::ask_about_booking(calendar_, feed_.id, uid, question, decision_of(evidence), now_);
  }

  store::Transaction& calendar_;
  const store::Feed& feed_;
  Instant now_;
  CalendarChange change_;
};

/// What the feed's row keeps; null if nothing changed.
nlohmann::json last_change_of(const CalendarChange& change) {
  if (change.inserted + change.updated + change.cancelled == 0) return nullptr;
  nlohmann::json stays = nlohmann::json::array();
  for (const StayChange& one : change.stays)
    stays.push_back({{"change", one.change},
                     {"guest_name", one.guest_name ? nlohmann::json(*one.guest_name) : nlohmann::json(nullptr)},
                     {"check_in", to_iso(one.check_in)},
                     {"check_out", to_iso(one.check_out)}});
  return {{"inserted", change.inserted},
          {"updated", change.updated},
          {"cancelled", change.cancelled},
          {"stays", std::move(stays)}};
}

Result<CalendarChange> merge(store::Transaction& calendar, const store::Feed& feed, const calendar::Feed& read,
                             Instant now) {
  const auto existing = TRY(store::bookings_of_feed(calendar, feed.id));
  const Date today = calendar::local_day(now, read.time_zone);
  const auto plan = calendar::merge_feed(existing, read, today, feed.state.uid_habit);
  std::map<BookingId, const Booking*> by_id;
  for (const Booking& booking : existing) by_id.emplace(booking.id, &booking);
  PlanWriter writer(calendar, feed, now);
  for (const auto& one : plan.update) TRY(writer.update(*by_id.at(one.after.id), one));
  for (const auto& one : plan.gone) TRY(writer.cancel(*by_id.at(one.booking), one.reason));
  for (const auto& one : plan.insert) TRY(writer.insert(one));
  TRY(store::find_twins(calendar, feed.property));
  const auto twins = TRY(ask_about_twins(calendar, feed.property, now));
  store::FeedState state = feed.state;
  state.uid_habit = plan.habit;
  state.time_zone = read.time_zone;
  CalendarChange change = std::move(writer).change();
  state.last_change = last_change_of(change);
  TRY(store::set_feed_refreshed(calendar, feed.id, state, now));
  change.questions.insert(change.questions.end(), twins.begin(), twins.end());
  change.unchanged = plan.unchanged;
  change.skipped = read.skipped;
  return change;
}

}  // namespace

Result<CalendarChange> import_feed(store::Database& database, const WorkspaceId& workspace, const store::Feed& feed,
                                   std::string_view ics, const rules::FeedWords& words, Instant now) {
  const auto read = calendar::read_feed(
      ics, {.platform = feed.platform, .words = words, .property = feed.property, .time_zone = feed.time_zone});
  if (read)
    return database.with(store::Role::kCalendar, workspace,
                         [&](store::Transaction& calendar) { return merge(calendar, feed, *read, now); });
  const auto noted = database.with(store::Role::kCalendar, workspace, [&](store::Transaction& calendar) {
    return store::set_feed_failed(calendar, feed.id, to_string(read.error()), now);
  });
  return std::unexpected(noted ? read.error() : noted.error());
}

}  // namespace connections::sync
