#include "app/review/listing_work.h"

#include <fmt/format.h>

#include "sync/person/listing_action.h"
#include "sync/solve_workspace.h"
#include "view/listing_view.h"
#include "view/run_view.h"

namespace connections::app {

Result<Answer> link_listing(StoreSession& session, const std::string& listing, const std::string& property,
                            const std::string& platform, Instant now) {
  const auto acted = TRY(sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) {
    return sync::link_listing(app, listing, property, platform, now);
  }));
  return Answer{fmt::format("Listing {} of {} is {}.\n{}", listing, acted.value.platform, property,
                            view::solved_text(acted.solved)),
                {{"link", view::to_json(acted.value)}, {"decided_again", view::solved_json(acted.solved)}}};
}

Result<Answer> unlink_listing(StoreSession& session, const std::string& listing, const std::string& property,
                              Instant now) {
  const auto acted = TRY(sync::act_and_solve(TRY(session.deciding(now)), [&](store::Transaction& app) {
    return sync::unlink_listing(app, listing, property);
  }));
  return Answer{
      fmt::format("removed {} link{}\n{}", acted.value, acted.value == 1 ? "" : "s", view::solved_text(acted.solved)),
      {{"removed", acted.value}, {"decided_again", view::solved_json(acted.solved)}}};
}

}  // namespace connections::app
