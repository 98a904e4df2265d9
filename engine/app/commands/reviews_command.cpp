#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/review_work.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "view/review_view.h"

namespace connections::app {
namespace {

constexpr Option kAll{"--all", "closed items too", Option::Type::kFlag};
constexpr Option kItem{"ID", "the item's id, or how it begins", Option::Type::kText, true};

int run_list(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto status = arguments.has(kAll) ? std::nullopt : std::optional(store::ReviewStatus::kOpen);
  const auto reviews = session->transact([&](store::Transaction& app) { return store::list_reviews(app, status); });
  if (!reviews) return report(reviews.error());
  if (arguments.has(kJsonArray))
    print_json(view::reviews_json(*reviews));
  else if (reviews->empty())
    fmt::print("Nothing waits for a person.\n");
  else
    fmt::print("{}", view::reviews_table(*reviews));
  return kDone;
}

/// Closes the open item whose id begins like that.
int run_close(Context& context, const std::string& start, bool dismiss) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto closed = session->transact([&](store::Transaction& app) -> Result<void> {
    const ReviewId id = TRY(open_review_like(app, start));
    return dismiss ? store::dismiss_review(app, id, Context::now()) : store::resolve_review(app, id, Context::now());
  });
  if (!closed) return report(closed.error());
  fmt::print("{}\n", dismiss ? "dismissed" : "resolved");
  return kDone;
}

int run_show(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_result(show_review(*session, arguments.text(kItem)));
}

constexpr Option kStay{"BOOKING", "the booking's id, or how it begins; else the only candidate"};

int run_accept(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_result(accept_review(*session, arguments.text(kItem), arguments.text(kStay), Context::now()));
}

int run_resolve(Context& context, const Arguments& arguments) {
  return run_close(context, arguments.text(kItem), false);
}
int run_dismiss(Context& context, const Arguments& arguments) {
  return run_close(context, arguments.text(kItem), true);
}

constexpr Command kCommands[]{
    {.path = "reviews", .summary = "What a person must decide, with candidates and reasons"},
    {.path = "reviews list",
     .summary = "Open review items, oldest first",
     .options = {&kAll, &kJsonArray},
     .examples = "Example:  connections reviews list --json\n\n"
                 "The JSON holds each candidate booking with its terms and vetoes.",
     .run = run_list},
    {.path = "reviews show",
     .summary = "One item: the mail, what was read, each stay and what speaks against it",
     .options = {&kItem},
     .examples = "Example:  connections reviews show 97e97ebc",
     .run = run_show},
    {.path = "reviews accept",
     .summary = "Write the item's guest into a booking, and learn which property its listing is",
     .options = {&kItem, &kStay},
     .examples = "Example:  connections reviews accept 97e97ebc 3fa85f64",
     .run = run_accept},
    {.path = "reviews resolve",
     .summary = "Close an item that was dealt with (connections bookings set types a name)",
     .options = {&kItem},
     .examples = "Example:  connections reviews resolve 97e97ebc",
     .run = run_resolve},
    {.path = "reviews dismiss",
     .summary = "Close an item that needs nothing",
     .options = {&kItem},
     .examples = "Example:  connections reviews dismiss 97e97ebc",
     .run = run_dismiss},
};

}  // namespace

std::span<const Command> reviews_commands() { return kCommands; }

}  // namespace connections::app
