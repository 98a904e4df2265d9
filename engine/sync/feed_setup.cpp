#include "sync/feed_setup.h"

#include <fmt/format.h>

#include "account/feed_address.h"
#include "calendar/listing_address.h"
#include "calendar/time_zone.h"

namespace connections::sync {
namespace {

using store::Transaction;

/// The feed of that address, made on first use, with what the person says of it.
Result<store::Feed> feed_of(Transaction& calendar, const account::FeedAddress& address, const FeedDescription& wanted,
                            Instant now) {
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

Result<ImportedFeed> import_place(const FeedReading& reading, const WorkspaceId& workspace, FeedDescription wanted,
                                  Instant now) {
  if (!wanted.time_zone.empty() && !calendar::is_time_zone(wanted.time_zone))
    return fail(Errc::kInvalidArgument, fmt::format("unknown time zone '{}'", wanted.time_zone), "--timezone",
                "write it as the zone database does: Europe/Paris");
  if (auto listing = calendar::listing_of_address(wanted.place)) wanted.listings.push_back(std::move(*listing));
  const auto words = TRY(reading.words());
  const auto fetched = TRY(read_feed_place(reading, wanted.place));
  const auto address = TRY(account::seal_feed_address(reading.vault, workspace, wanted.place, now));
  auto feed = TRY(reading.database.with(store::Role::kCalendar, workspace, [&](Transaction& calendar) {
    return feed_of(calendar, address, wanted, now);
  }));
  feed.state.etag = fetched.validators.etag;
  feed.state.last_modified = fetched.validators.last_modified;
  auto change = TRY(import_feed(reading.database, workspace, feed, fetched.ics, words, now));
  return ImportedFeed{feed.id, std::move(change)};
}

}  // namespace connections::sync
