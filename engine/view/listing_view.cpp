#include "view/listing_view.h"

#include <nlohmann/json.hpp>

namespace connections::view {

using nlohmann::ordered_json;

ordered_json to_json(const store::ListingLink& link) {
  return {{"platform", link.platform}, {"listing", link.listing},
          {"property", link.property}, {"said_by", store::name(link.origin)},
          {"uses", link.uses},         {"last_used_at", to_rfc3339(link.last_used_at)}};
}

ordered_json listings_json(const std::vector<store::ListingLink>& links, const std::vector<store::SeenListing>& seen) {
  ordered_json all{{"links", ordered_json::array()}, {"seen", ordered_json::array()}};
  for (const auto& one : links) all["links"].push_back(to_json(one));
  for (const auto& one : seen)
    all["seen"].push_back(
        {{"platform", one.platform}, {"listing", one.listing}, {"mails", one.mails}, {"waiting", one.waiting}});
  return all;
}

}  // namespace connections::view
