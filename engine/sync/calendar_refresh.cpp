#include "sync/calendar_refresh.h"

#include <algorithm>

#include "calendar/merge/merge.h"
#include "calendar/read/feed_reader.h"
#include "store/tables/booking_store.h"

namespace connections::sync {
namespace {

Result<void> insert(store::Transaction& calendar, const calendar::MergePlan& plan, const store::Feed& feed, Instant now,
                    CalendarChange& change) {
  for (const calendar::Event& event : plan.insert) {
    TRY(store::upsert_booking(calendar, calendar::booking_of(event, feed.platform, feed.property, feed.id), now));
    ++change.inserted;
  }
  return {};
}

Result<void> update(store::Transaction& calendar, const calendar::MergePlan& plan, Instant now,
                    CalendarChange& change) {
  for (const calendar::FeedUpdate& one : plan.update) {
    const bool new_uid = std::find(one.changed.begin(), one.changed.end(), "ical_uid") != one.changed.end();
    if (new_uid) TRY(store::rekey_booking(calendar, one.after.id, one.after.ical_uid));
    TRY(store::upsert_booking(calendar, one.after, now));
    ++change.updated;
  }
  return {};
}

Result<void> cancel(store::Transaction& calendar, const calendar::MergePlan& plan, std::span<const Booking> existing,
                    Instant now, CalendarChange& change) {
  for (const calendar::Vanished& gone : plan.gone) {
    const auto found = std::find_if(existing.begin(), existing.end(),
                                    [&](const Booking& booking) { return booking.id == gone.booking; });
    if (found == existing.end()) continue;
    Booking cancelled = *found;
    cancelled.state = BookingState::kCancelled;
    TRY(store::upsert_booking(calendar, cancelled, now));
    ++change.cancelled;
  }
  return {};
}

Result<CalendarChange> merge(store::Transaction& calendar, const store::Feed& feed, const calendar::Feed& read,
                             Instant now) {
  const auto existing = TRY(store::bookings_of_feed(calendar, feed.id));
  const calendar::MergePlan plan = calendar::merge_feed(existing, read, day_of(now));
  CalendarChange change{
      .inserted = 0, .updated = 0, .unchanged = plan.unchanged, .cancelled = 0, .skipped = read.skipped};
  TRY(update(calendar, plan, now, change));
  TRY(cancel(calendar, plan, existing, now, change));
  TRY(insert(calendar, plan, feed, now, change));
  TRY(store::set_feed_refreshed(calendar, feed.id, feed.state, now));
  return change;
}

}  // namespace

Result<CalendarChange> import_feed(store::Database& database, const WorkspaceId& workspace, const store::Feed& feed,
                                   std::string_view ics, Instant now) {
  const auto read = calendar::read_feed(ics, feed.platform);
  if (read)
    return database.with(store::Role::kCalendar, workspace,
                         [&](store::Transaction& calendar) { return merge(calendar, feed, *read, now); });
  const auto noted = database.with(store::Role::kCalendar, workspace, [&](store::Transaction& calendar) {
    return store::set_feed_failed(calendar, feed.id, to_string(read.error()), now);
  });
  return std::unexpected(noted ? read.error() : noted.error());
}

}  // namespace connections::sync
