#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/views.h"

namespace connections::app {
namespace {

int run_list(Context& context, bool all, bool json) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto status = all ? std::nullopt : std::optional(store::ReviewStatus::kOpen);
  const auto reviews = session->read([&](store::Transaction& app) { return store::list_reviews(app, status); });
  if (!reviews) return report(reviews.error());
  if (json) fmt::print("{}\n", reviews_json(*reviews).dump(2));
  else if (reviews->empty()) fmt::print("Nothing waits for a person.\n");
  else fmt::print("{}", reviews_table(*reviews));
  return kDone;
}

}  // namespace

void add_reviews_command(CLI::App& program, Context& context, Action& chosen) {
  auto* reviews = program.add_subcommand("reviews", "What a person must decide, with candidates and reasons");
  reviews->require_subcommand(1);
  auto json = std::make_shared<bool>(false);
  auto all = std::make_shared<bool>(false);
  auto* list = reviews->add_subcommand("list", "Open review items, oldest first");
  list->footer("Example:  connections reviews list --json\n\nThe JSON holds each candidate booking with its terms and vetoes.");
  list->add_flag("--all", *all, "closed items too");
  list->add_flag("--json", *json, "print a JSON array");
  list->callback([&context, &chosen, all, json] { chosen = [&context, all, json] { return run_list(context, *all, *json); }; });
}

}  // namespace connections::app
