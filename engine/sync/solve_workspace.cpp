#include "sync/solve_workspace.h"

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "sync/decide_stage.h"

namespace connections::sync {
namespace {

bool changed_something(const SyncStats& stats) {
  return stats.bookings_enriched + stats.names_taken_back + stats.reviews_filed + stats.reviews_closed > 0;
}

}  // namespace

Result<Solved> solve_workspace(const DecideContext& context) {
  const auto id = TRY(context.database.with(store::Role::kApp, context.workspace,
                                            [](store::Transaction& app) { return store::new_run_id(app); }));
  Solved solved;
  TRY(decide_open_mails(context, id, solved.stats));
  if (!changed_something(solved.stats)) return solved;
  solved.run = id;
  const auto figures = nlohmann::json::parse(to_json(solved.stats).dump());
  TRY(context.database.with(store::Role::kApp, context.workspace, [&](store::Transaction& app) {
    return store::record_run(app, id, store::RunKind::kSolve, figures, context.now);
  }));
  log::event(log::Channel::kSync, log::Level::kInfo, "workspace_solved", {{"run", id.value}, {"stats", figures}});
  return solved;
}

}  // namespace connections::sync
