#include "sync/person_action.h"

#include <set>

#include <fmt/format.h>

#include "match/listings.h"
#include "store/tables/booking_store.h"
#include "store/tables/feed_store.h"

namespace connections::sync {

Result<Booking> type_values(store::Transaction& app, const Booking& booking, const TypedValues& values, Instant now) {
  return store::apply_update(app,
                             {.booking = booking.id,
                              .expected_version = booking.version,
                              .guest_name = values.guest_name,
                              .guest_count = values.guest_count,
                              .enriched_code = {},
                              .source = ValueSource::kPerson,
                              .enrichment_reason = "Typed by a person",
                              .message = {},
                              .decision = {}},
                             now);
}

Result<store::ListingLink> link_listing(store::Transaction& app, const std::string& listing,
                                        const std::string& property, const std::string& platform, Instant now) {
  std::set<std::string> platforms, properties;
  for (const store::SeenListing& one : TRY(store::seen_listings(app)))
    if (match::plain_listing(one.listing) == match::plain_listing(listing)) platforms.insert(one.platform);
  for (const store::Feed& feed : TRY(store::list_feeds(app))) properties.insert(feed.property);
  if (!properties.contains(property))
    return fail(Errc::kNotFound, fmt::format("no calendar feed has the property '{}'", property), {},
                "connections bookings list shows the properties");
  if (platform.empty() && platforms.size() != 1)
    return fail(Errc::kInvalidArgument,
                fmt::format("{} platforms have mails about listing '{}'", platforms.size(), listing), {},
                "name it with --platform");
  store::ListingLink link{.platform = platform.empty() ? *platforms.begin() : platform,
                          .listing = listing,
                          .property = property,
                          .uses = 1,
                          .origin = store::LinkOrigin::kPerson,
                          .last_used_at = now};
  TRY(store::learn_link(app, link, now));
  return link;
}

Result<std::size_t> unlink_listing(store::Transaction& app, const std::string& listing, const std::string& property) {
  std::size_t removed = 0;
  for (const store::ListingLink& one : TRY(store::list_links(app)))
    if (match::plain_listing(one.listing) == match::plain_listing(listing) &&
        (property.empty() || one.property == property))
      removed += TRY(store::remove_link(app, one.platform, one.listing, one.property)) ? 1 : 0;
  if (removed == 0) return fail(Errc::kNotFound, fmt::format("listing '{}' has no such link", listing));
  return removed;
}

}  // namespace connections::sync
