#include "sync/feeds/calendar_import.h"

#include <fmt/format.h>

#include "calendar/listing_address.h"
#include "calendar/time_zone.h"
#include "store/feeds/feed_store.h"

namespace connections::sync {
namespace {

/// The feed of that address, made on first use, with what the person says of it.
Result<store::Feed> feed_of(store::Transaction& calendar, const account::FeedAddress& address,
                            const FeedDescription& wanted, Instant now) {
  const auto found = TRY(store::find_feed_by_hash(calendar, address.hash));
  if (!found) {
    if (wanted.platform.empty() || wanted.property.empty())
      return fail(Errc::kInvalidArgument, "a new feed needs a platform and a property", "calendar import",
                  "add --platform PLATFORM --property NAME");
    return store::create_feed(calendar,
                              {.platform = wanted.platform,
                               .property = wanted.property,
                               .url = address.stored,
                               .listing_ids = wanted.listings,
                               .time_zone = wanted.time_zone,
                               .url_hash = address.hash,
                               .shown_url = address.shown},
                              now);
  }
  if (wanted.listings.empty() && wanted.time_zone.empty()) return *found;
  TRY(store::describe_feed(calendar, found->id, wanted.listings, wanted.time_zone));
  return store::find_feed(calendar, found->id);
}

}  // namespace

Result<void> check_description(const FeedDescription& wanted) {
  if (wanted.time_zone.empty() || calendar::is_time_zone(wanted.time_zone)) return {};
  return fail(Errc::kInvalidArgument, fmt::format("unknown time zone '{}'", wanted.time_zone), "--timezone",
              "write it as the zone database does: Europe/Paris");
}

Result<Acted<ImportedFeed>> import_calendar(const DecideContext& context, const account::FeedAddress& address,
                                            FeedDescription wanted, const calendar::FetchedFeed& fetched,
                                            const rules::FeedWords& words) {
  TRY(check_description(wanted));
  if (auto listing = calendar::listing_of_address(wanted.place)) wanted.listings.push_back(std::move(*listing));
  auto feed = TRY(context.database.with(store::Role::kCalendar, context.workspace, [&](store::Transaction& calendar) {
    return feed_of(calendar, address, wanted, context.now);
  }));
  const bool first = feed.state.refreshes == 0;
  feed.state.etag = fetched.validators.etag;
  feed.state.last_modified = fetched.validators.last_modified;
  auto change = TRY(import_feed(context.database, context.workspace, feed, fetched.ics, words, context.now));
  context.committed(Commit::kActed);
  DecideContext deciding = context;
  deciding.calendars_complete = context.calendars_complete && !first;
  return Acted<ImportedFeed>{{feed.id, std::move(change)}, solve_workspace(deciding)};
}

}  // namespace connections::sync
