#include <fmt/format.h>
#include <CLI/CLI.hpp>
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
  if (json)
    fmt::print("{}\n", reviews_json(*reviews).dump(2));
  else if (reviews->empty())
    fmt::print("Nothing waits for a person.\n");
  else
    fmt::print("{}", reviews_table(*reviews));
  return kDone;
}

/// Closes the open item whose id begins like that.
int run_close(Context& context, const std::string& start, bool dismiss) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto closed = session->read([&](store::Transaction& app) -> Result<void> {
    const auto open = TRY(store::list_reviews(app, store::ReviewStatus::kOpen));
    std::vector<ReviewId> found;
    for (const auto& item : open)
      if (item.id.value.starts_with(start)) found.push_back(item.id);
    if (found.size() != 1)
      return fail(found.empty() ? Errc::kNotFound : Errc::kInvalidArgument,
                  fmt::format("{} open items have an id that begins with '{}'", found.size(), start), {},
                  "connections reviews list shows the ids");
    return dismiss ? store::dismiss_review(app, found.front(), Context::now())
                   : store::resolve_review(app, found.front(), Context::now());
  });
  if (!closed) return report(closed.error());
  fmt::print("{}\n", dismiss ? "dismissed" : "resolved");
  return kDone;
}

void add_close(CLI::App& reviews, Context& context, Action& chosen, const std::string& verb, const std::string& what,
               bool dismiss) {
  auto id = std::make_shared<std::string>();
  auto* close = reviews.add_subcommand(verb, what);
  close->footer("Example:  connections reviews " + verb + " 97e97ebc");
  close->add_option("ID", *id, "the item's id, or how it begins")->required();
  close->callback([&context, &chosen, id, dismiss] {
    chosen = [&context, id, dismiss] { return run_close(context, *id, dismiss); };
  });
}

}  // namespace

void add_reviews_command(CLI::App& program, Context& context, Action& chosen) {
  auto* reviews = program.add_subcommand("reviews", "What a person must decide, with candidates and reasons");
  reviews->require_subcommand(1);
  auto json = std::make_shared<bool>(false);
  auto all = std::make_shared<bool>(false);
  auto* list = reviews->add_subcommand("list", "Open review items, oldest first");
  list->footer(
      "Example:  connections reviews list --json\n\nThe JSON holds each candidate booking with its terms and vetoes.");
  list->add_flag("--all", *all, "closed items too");
  list->add_flag("--json", *json, "print a JSON array");
  list->callback(
      [&context, &chosen, all, json] { chosen = [&context, all, json] { return run_list(context, *all, *json); }; });
  add_close(*reviews, context, chosen, "resolve",
            "Close an item that was dealt with (connections bookings set types a name)", false);
  add_close(*reviews, context, chosen, "dismiss", "Close an item that needs nothing", true);
}

}  // namespace connections::app
