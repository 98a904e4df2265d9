#include "sync/person/listing_action.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "match/listings.h"
#include "store/feeds/feed_store.h"
#include "store/tables/listing_store.h"

namespace connections::sync {
namespace {

bool same_listing(const std::string& a, const std::string& b) {
  return match::plain_listing(a) == match::plain_listing(b);
}

}  // namespace

Result<std::vector<ListingQuestion>> listing_questions(store::Transaction& app) {
  const auto links = TRY(store::list_links(app));
  std::vector<ListingQuestion> questions;
  for (store::SeenListing& one : TRY(store::seen_listings(app))) {
    const bool linked = std::ranges::any_of(links, [&](const store::ListingLink& link) {
      return link.platform == one.platform && same_listing(link.listing, one.listing);
    });
    if (!linked && one.waiting > 0) questions.push_back({std::move(one.platform), std::move(one.listing), one.waiting});
  }
  return questions;
}

std::string text_of(const ListingQuestion& question) {
  return fmt::format(
      "Tell me which property is listing {}: {} mail{} for it\n  connections listings link \"{}\" PROPERTY\n",
      question.listing, question.mails, question.mails == 1 ? " waits" : "s wait", question.listing);
}

Result<store::ListingLink> link_listing(store::Transaction& app, const std::string& listing,
                                        const std::string& property, const std::string& platform, Instant now) {
  std::set<std::string> platforms, properties;
  for (const store::SeenListing& one : TRY(store::seen_listings(app)))
    if (same_listing(one.listing, listing)) platforms.insert(one.platform);
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
    if (same_listing(one.listing, listing) && (property.empty() || one.property == property))
      removed += TRY(store::remove_link(app, one.platform, one.listing, one.property)) ? 1 : 0;
  if (removed == 0) return fail(Errc::kNotFound, fmt::format("listing '{}' has no such link", listing));
  return removed;
}

}  // namespace connections::sync
