#include "sync/feeds/feed_refresh.h"

namespace connections::sync {
namespace {

using store::Role;
using store::Transaction;

/// One that was stored before addresses were sealed.
Result<void> seal_if_clear(const FeedReading& reading, const WorkspaceId& workspace, const store::Feed& feed,
                           const std::string& place, Instant now) {
  if (feed.url != place || !account::is_feed_url(place)) return {};
  const auto address = TRY(account::seal_feed_address(reading.vault, workspace, place, now));
  return reading.database.with(Role::kCalendar, workspace, [&](Transaction& calendar) {
    return store::set_feed_address(calendar, feed.id, address.stored, address.shown);
  });
}

Result<CalendarChange> failed(const FeedReading& reading, const WorkspaceId& workspace, const store::Feed& feed,
                              const Error& error, Instant now) {
  TRY(reading.database.with(Role::kCalendar, workspace, [&](Transaction& calendar) {
    return store::set_feed_failed(calendar, feed.id, to_string(error), now);
  }));
  return std::unexpected(error);
}

Result<CalendarChange> not_modified(const FeedReading& reading, const WorkspaceId& workspace, const store::Feed& feed,
                                    Instant now) {
  TRY(reading.database.with(Role::kCalendar, workspace,
                            [&](Transaction& calendar) { return store::set_feed_checked(calendar, feed.id, now); }));
  CalendarChange same;
  same.not_modified = true;
  return same;
}

}  // namespace

Result<calendar::FetchedFeed> read_feed_place(const FeedReading& reading, const std::string& place,
                                              const calendar::Validators& validators) {
  if (account::is_feed_url(place)) return calendar::fetch_feed(reading.http, place, validators, reading.policy);
  return calendar::FetchedFeed{.ics = TRY(calendar::read_feed_file(place)), .validators = {}};
}

Result<CalendarChange> refresh_feed(const FeedReading& reading, const WorkspaceId& workspace, const FeedId& id,
                                    Instant now) {
  auto feed = TRY(reading.database.with(Role::kCalendar, workspace,
                                        [&](Transaction& calendar) { return store::find_feed(calendar, id); }));
  const auto place = account::open_feed_address(reading.vault, workspace, feed);
  if (!place) return failed(reading, workspace, feed, place.error(), now);
  TRY(seal_if_clear(reading, workspace, feed, *place, now));
  const auto fetched = read_feed_place(reading, *place, {feed.state.etag, feed.state.last_modified});
  if (!fetched) return failed(reading, workspace, feed, fetched.error(), now);
  if (fetched->not_modified) return not_modified(reading, workspace, feed, now);
  const auto words = reading.words();
  if (!words) return failed(reading, workspace, feed, words.error(), now);
  feed.state.etag = fetched->validators.etag;
  feed.state.last_modified = fetched->validators.last_modified;
  return import_feed(reading.database, workspace, feed, fetched->ics, *words, now);
}

}  // namespace connections::sync
