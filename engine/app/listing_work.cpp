// The listings part of review_work.h: which property a listing is.
#include <fmt/format.h>

#include "app/review_work.h"
#include "store/tables/listing_store.h"
#include "sync/person/listing_action.h"
#include "sync/solve_workspace.h"
#include "view/run_view.h"
#include "view/table.h"

namespace connections::app {

Result<std::string> show_listings(StoreSession& session) {
  return session.transact([](store::Transaction& app) -> Result<std::string> {
    view::Table table({"platform", "listing", "property", "said by", "uses", "mails"});
    for (const store::ListingLink& one : TRY(store::list_links(app)))
      table.add({one.platform, one.listing, one.property, std::string(store::name(one.origin)),
                 std::to_string(one.uses), "–"});
    for (const store::SeenListing& one : TRY(store::seen_listings(app)))
      table.add({one.platform.empty() ? "–" : one.platform, one.listing, "–", "mails", "–", std::to_string(one.mails)});
    if (table.empty()) return std::string("No mail has named a listing yet.\n");
    std::string text = table.to_string();
    for (const auto& question : TRY(sync::listing_questions(app))) text += sync::text_of(question);
    return text;
  });
}

Result<std::string> link_listing(StoreSession& session, const std::string& listing, const std::string& property,
                                 const std::string& platform, Instant now) {
  const auto acted = TRY(sync::act_and_solve(session.deciding(now), [&](store::Transaction& app) {
    return sync::link_listing(app, listing, property, platform, now);
  }));
  return fmt::format("Listing {} of {} is {}.\n{}", listing, acted.value.platform, property,
                     view::solved_text(acted.solved));
}

Result<std::string> unlink_listing(StoreSession& session, const std::string& listing, const std::string& property,
                                   Instant now) {
  const auto acted = TRY(sync::act_and_solve(
      session.deciding(now), [&](store::Transaction& app) { return sync::unlink_listing(app, listing, property); }));
  return fmt::format("removed {} link{}\n{}", acted.value, acted.value == 1 ? "" : "s",
                     view::solved_text(acted.solved));
}

}  // namespace connections::app
