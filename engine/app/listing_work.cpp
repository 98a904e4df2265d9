// The listings part of review_work.h: which property a listing is.
#include <fmt/format.h>

#include "app/review_work.h"
#include "sync/person/listing_action.h"
#include "sync/solve_workspace.h"
#include "view/run_view.h"

namespace connections::app {

Result<std::string> link_listing(StoreSession& session, const std::string& listing, const std::string& property,
                                 const std::string& platform, Instant now) {
  const auto acted = TRY(sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) {
    return sync::link_listing(app, listing, property, platform, now);
  }));
  return fmt::format("Listing {} of {} is {}.\n{}", listing, acted.value.platform, property,
                     view::solved_text(acted.solved));
}

Result<std::string> unlink_listing(StoreSession& session, const std::string& listing, const std::string& property,
                                   Instant now) {
  const auto acted = TRY(sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) {
    return sync::unlink_listing(app, listing, property);
  }));
  return fmt::format("removed {} link{}\n{}", acted.value, acted.value == 1 ? "" : "s",
                     view::solved_text(acted.solved));
}

}  // namespace connections::app
