#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/tables/listing_store.h"
#include "sync/person/listing_action.h"

namespace connections::view {

/// Which property each listing is, which listings mails name, and what a person should say of them.
struct ListingsView {
  std::vector<store::ListingLink> links;
  std::vector<store::SeenListing> seen;
  std::vector<sync::ListingQuestion> questions;
};
[[nodiscard]] Result<ListingsView> read_listings(store::Transaction& app);

/// {"platform", "listing", "property", "origin", "uses", "last_used_at"}. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const store::ListingLink& link);
/// {"links", "seen": [{"platform", "listing", "mails", "waiting"}], "questions": [{"platform", "listing", "mails"}]}.
[[nodiscard]] nlohmann::ordered_json to_json(const ListingsView& listings);
/// A table and the questions; empty if no mail has named a listing and none is linked.
[[nodiscard]] std::string listings_text(const ListingsView& listings);

}  // namespace connections::view
