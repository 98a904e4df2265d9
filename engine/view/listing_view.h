#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/tables/listing_store.h"

namespace connections::view {

/// Which property a listing is, and listings that mails name: "links" and "seen". A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const store::ListingLink& link);
[[nodiscard]] nlohmann::ordered_json listings_json(const std::vector<store::ListingLink>& links,
                                                   const std::vector<store::SeenListing>& seen);

}  // namespace connections::view
