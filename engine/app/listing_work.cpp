// The listings part of review_work.h: which property a listing is.
#include <algorithm>

#include <fmt/format.h>

#include "app/review_work.h"
#include "match/listings.h"
#include "store/tables/listing_store.h"
#include "sync/person_action.h"
#include "view/table.h"

namespace connections::app {
namespace {

/// Listings without a link that mails wait for: what a person should say once.
std::string questions(const std::vector<store::SeenListing>& seen, const std::vector<store::ListingLink>& links) {
  std::string text;
  for (const store::SeenListing& one : seen) {
    const bool linked = std::any_of(links.begin(), links.end(), [&](const store::ListingLink& link) {
      return link.platform == one.platform && match::plain_listing(link.listing) == match::plain_listing(one.listing);
    });
    if (!linked && one.waiting > 0)
      text +=
          fmt::format("Which property is listing {}? {} mail{} for it:  connections listings link \"{}\" PROPERTY\n",
                      one.listing, one.waiting, one.waiting == 1 ? " waits" : "s wait", one.listing);
  }
  return text;
}

}  // namespace

Result<std::string> show_listings(StoreSession& session) {
  return session.transact([](store::Transaction& app) -> Result<std::string> {
    const auto links = TRY(store::list_links(app));
    const auto seen = TRY(store::seen_listings(app));
    view::Table table({"platform", "listing", "property", "said by", "uses", "mails"});
    for (const store::ListingLink& one : links)
      table.add({one.platform, one.listing, one.property, std::string(store::name(one.origin)),
                 std::to_string(one.uses), "–"});
    for (const store::SeenListing& one : seen)
      table.add({one.platform.empty() ? "–" : one.platform, one.listing, "–", "mails", "–", std::to_string(one.mails)});
    if (table.empty()) return std::string("No mail has named a listing yet.\n");
    return table.to_string() + questions(seen, links);
  });
}

Result<std::string> link_listing(StoreSession& session, const std::string& listing, const std::string& property,
                                 const std::string& platform, Instant now) {
  return session.transact([&](store::Transaction& app) -> Result<std::string> {
    const auto link = TRY(sync::link_listing(app, listing, property, platform, now));
    return fmt::format("Listing {} of {} is {}. The next sync decides its mails again.\n", listing, link.platform,
                       property);
  });
}

Result<std::string> unlink_listing(StoreSession& session, const std::string& listing, const std::string& property) {
  return session.transact([&](store::Transaction& app) -> Result<std::string> {
    const auto removed = TRY(sync::unlink_listing(app, listing, property));
    return fmt::format("removed {} link{}\n", removed, removed == 1 ? "" : "s");
  });
}

}  // namespace connections::app
