#include "view/listing_view.h"

#include <nlohmann/json.hpp>

#include "view/table.h"

namespace connections::view {

using nlohmann::ordered_json;

Result<ListingsView> read_listings(store::Transaction& app) {
  return ListingsView{.links = TRY(store::list_links(app)),
                      .seen = TRY(store::seen_listings(app)),
                      .questions = TRY(sync::listing_questions(app))};
}

ordered_json to_json(const store::ListingLink& link) {
  return {{"platform", link.platform}, {"listing", link.listing},
          {"property", link.property}, {"origin", store::name(link.origin)},
          {"uses", link.uses},         {"last_used_at", to_rfc3339(link.last_used_at)}};
}

ordered_json to_json(const ListingsView& listings) {
  ordered_json links = ordered_json::array(), seen = ordered_json::array(), questions = ordered_json::array();
  for (const auto& one : listings.links) links.push_back(to_json(one));
  for (const auto& one : listings.seen)
    seen.push_back(
        {{"platform", one.platform}, {"listing", one.listing}, {"mails", one.mails}, {"waiting", one.waiting}});
  for (const auto& one : listings.questions)
    questions.push_back({{"platform", one.platform}, {"listing", one.listing}, {"mails", one.mails}});
  return {{"links", std::move(links)}, {"seen", std::move(seen)}, {"questions", std::move(questions)}};
}

std::string listings_text(const ListingsView& listings) {
  Table table({"platform", "listing", "property", "said by", "uses", "mails"});
  for (const auto& one : listings.links)
    table.add(
        {one.platform, one.listing, one.property, std::string(store::name(one.origin)), std::to_string(one.uses), "–"});
  for (const auto& one : listings.seen)
    table.add({one.platform.empty() ? "–" : one.platform, one.listing, "–", "mails", "–", std::to_string(one.mails)});
  if (table.empty()) return {};
  std::string text = table.to_string();
  for (const auto& question : listings.questions) text += sync::text_of(question);
  return text;
}

}  // namespace connections::view
