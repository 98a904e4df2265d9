#include <fmt/format.h>

#include "app/command.h"
#include "app/review/review_work.h"
#include "app/store_session.h"

namespace connections::app {
namespace {

using sync::ReviewAction;

constexpr Option kAll{"--all", "closed items too, as a table", Option::Type::kFlag};
constexpr Option kEach{"--each", "every item, not grouped", Option::Type::kFlag};
constexpr Option kReason{"--reason", "only items with this reason, as --json names it: past_stay"};
constexpr Option kPlatform{"--platform", "only mails about reservations of this platform"};
constexpr Option kProperty{"--property", "only items that propose a stay of this property"};
constexpr Option kYes{"--yes", "with --reason, --platform or --property: do it; else it is only shown",
                      Option::Type::kFlag};
constexpr Option kItem{"ID", "the item's id, or how it begins", Option::Type::kText, true};
constexpr Option kMaybeItem{"ID", "the item's id, or how it begins; without it, the options say which items"};
constexpr Option kStay{"BOOKING", "the booking's id, or how it begins; else the only candidate"};
constexpr Option kNotStay{"BOOKING", "only this stay; else all that are shown"};

store::ReviewFilter filter_of(const Arguments& arguments) {
  return {.status = {},
          .reason = arguments.text(kReason),
          .platform = arguments.text(kPlatform),
          .property = arguments.text(kProperty)};
}

bool is_filtered(const Arguments& arguments) {
  return arguments.has(kReason) || arguments.has(kPlatform) || arguments.has(kProperty);
}

int run_list(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const bool as_json = arguments.has(kJsonArray);
  if (arguments.has(kAll)) return print_answer(list_all_reviews(*session, filter_of(arguments)), as_json);
  return print_answer(list_queue(*session, filter_of(arguments), arguments.has(kEach)), as_json);
}

int run_show(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_answer(show_review(*session, arguments.text(kItem)), arguments.has(kJsonObject));
}

/// One item by `single`, or all that fit the options.
template <class Single>
int run_action(Context& context, const Arguments& arguments, ReviewAction action, Single single) {
  const std::string& id = arguments.text(kMaybeItem);
  if (id.empty() != is_filtered(arguments))
    return report({Errc::kInvalidArgument,
                   "name one item, or say which by --reason, --platform or --property",
                   {},
                   "connections reviews list shows the ids"});
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const bool as_json = arguments.has(kJsonObject);
  if (!id.empty()) return print_answer(single(*session, id), as_json);
  return print_answer(act_on_reviews(*session, filter_of(arguments), action, arguments.has(kYes), Context::now()),
                      as_json);
}

int run_accept(Context& context, const Arguments& arguments) {
  return run_action(context, arguments, ReviewAction::kAccept, [&](StoreSession& session, const std::string& id) {
    return accept_review(session, id, arguments.text(kStay), Context::now());
  });
}

int run_reject(Context& context, const Arguments& arguments) {
  return run_action(context, arguments, ReviewAction::kReject, [&](StoreSession& session, const std::string& id) {
    return reject_review(session, id, arguments.text(kNotStay), Context::now());
  });
}

int run_dismiss(Context& context, const Arguments& arguments) {
  return run_action(context, arguments, ReviewAction::kDismiss, [&](StoreSession& session, const std::string& id) {
    return dismiss_review(session, id, Context::now());
  });
}

int run_resolve(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_answer(resolve_review(*session, arguments.text(kItem), Context::now()), arguments.has(kJsonObject));
}

constexpr Command kCommands[]{
    {.path = "reviews", .summary = "What a person must decide, with candidates and reasons"},
    {.path = "reviews list",
     .summary = "Open review items, oldest first; those that one answer settles, together",
     .options = {&kReason, &kPlatform, &kProperty, &kEach, &kAll, &kJsonArray},
     .examples =
         "Examples:  connections reviews list\n"
         "           connections reviews list --reason not_in_calendar --each\n\n"
         "Stays that are over, mails without any calendar, mails that wait to know one listing, and mails that\n"
         "compete for the same stays are one entry each. The JSON has every item, with its group, and each\n"
         "candidate booking with its terms and vetoes.",
     .run = run_list},
    {.path = "reviews show",
     .summary = "One item: the mail, what was read, each stay and what speaks against it",
     .options = {&kItem, &kJsonObject},
     .examples = "Example:  connections reviews show 97e97ebc",
     .run = run_show},
    {.path = "reviews accept",
     .summary = "Write the item's guest into a booking, and learn which property its listing is",
     .options = {&kMaybeItem, &kStay, &kReason, &kPlatform, &kProperty, &kYes, &kJsonObject},
     .examples = "Examples:  connections reviews accept 97e97ebc 3fa85f64\n"
                 "           connections reviews accept --reason not_authenticated --property \"Mill Cottage\"\n\n"
                 "Of many items, those with exactly one candidate that nothing speaks against are accepted; the rest\n"
                 "is left alone and said. Accepting a cancellation vouches for it: its guest leaves the stay.",
     .run = run_accept},
    {.path = "reviews reject",
     .summary = "The mail is about none of these stays: they are never proposed for it again",
     .options = {&kMaybeItem, &kNotStay, &kReason, &kPlatform, &kProperty, &kYes, &kJsonObject},
     .examples = "Examples:  connections reviews reject 97e97ebc\n"
                 "           connections reviews reject 97e97ebc 3fa85f64\n\n"
                 "The item closes, and opens again if another stay could be meant.",
     .run = run_reject},
    {.path = "reviews dismiss",
     .summary = "Close an item that needs nothing, for good",
     .options = {&kMaybeItem, &kReason, &kPlatform, &kProperty, &kYes, &kJsonObject},
     .examples = "Examples:  connections reviews dismiss 97e97ebc\n"
                 "           connections reviews dismiss --reason past_stay --yes",
     .run = run_dismiss},
    {.path = "reviews resolve",
     .summary = "Close an item that was dealt with (connections bookings set types a name)",
     .options = {&kItem, &kJsonObject},
     .examples = "Example:  connections reviews resolve 97e97ebc",
     .run = run_resolve},
};

}  // namespace

std::span<const Command> reviews_commands() { return kCommands; }

}  // namespace connections::app
