#include "store/tables/listing_store.h"

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr Names<LinkOrigin, 3> kOrigins{{"code", "review", "person"}};

constexpr const char* kLearn =
    "INSERT INTO listing_links AS kept (workspace_id, platform, listing, property, uses, origin, created_at, "
    "last_used_at) VALUES (current_setting('app.workspace_id')::uuid, $1, $2, $3, 1, $4, $5, $5) "
    "ON CONFLICT (workspace_id, platform, listing, property) DO UPDATE SET uses = kept.uses + 1, "
    "origin = CASE WHEN kept.origin = 'person' THEN kept.origin ELSE excluded.origin END, "
    "last_used_at = excluded.last_used_at";

constexpr const char* kSeen =
    "SELECT f.issuer, f.listing, count(*) AS mails, "
    "count(*) FILTER (WHERE (p.note LIKE '%listing_unknown%' OR p.note LIKE '%ambiguous_dates%') AND "
    "p.note NOT LIKE '%past_stay%' AND (p.stage <> 'done' OR EXISTS (SELECT FROM enrichment_review_items r WHERE "
    "r.workspace_id = f.workspace_id AND r.message_id = f.message_id AND r.status = 'open'))) AS waiting "
    "FROM reservation_facts f JOIN message_progress p ON p.workspace_id = f.workspace_id AND p.message_id = "
    "f.message_id "
    "WHERE f.listing <> '' AND f.kind = 'confirmed' GROUP BY f.issuer, f.listing ORDER BY f.issuer, f.listing";

}  // namespace

std::string_view name(LinkOrigin origin) noexcept { return kOrigins.of(origin); }

Result<std::vector<ListingLink>> list_links(Transaction& app) {
  return query_all(
      app,
      "SELECT platform, listing, property, uses, origin, last_used_at FROM listing_links ORDER BY platform, listing, "
      "property",
      {}, [](const Row& row) {
        return ListingLink{.platform = row.text("platform"),
                           .listing = row.text("listing"),
                           .property = row.text("property"),
                           .uses = static_cast<int>(row.integer("uses")),
                           .origin = kOrigins.parse(row.text("origin")),
                           .last_used_at = row.instant("last_used_at")};
      });
}

Result<void> learn_link(Transaction& app, const ListingLink& link, Instant now) {
  TRY(execute(app, kLearn,
              {storable(link.platform), storable(link.listing), storable(link.property), name(link.origin), now}));
  return {};
}

Result<bool> remove_link(Transaction& app, const std::string& platform, const std::string& listing,
                         const std::string& property) {
  const auto touched =
      TRY(execute(app, "DELETE FROM listing_links WHERE platform = $1 AND listing = $2 AND property = $3",
                  {storable(platform), storable(listing), storable(property)}));
  return touched > 0;
}

Result<std::vector<SeenListing>> seen_listings(Transaction& app) {
  return query_all(app, kSeen, {}, [](const Row& row) {
    return SeenListing{.platform = row.text("issuer"),
                       .listing = row.text("listing"),
                       .mails = static_cast<std::size_t>(row.integer("mails")),
                       .waiting = static_cast<std::size_t>(row.integer("waiting"))};
  });
}

}  // namespace connections::store
