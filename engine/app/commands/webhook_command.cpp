#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/webhook_endpoint.h"
#include "app/command.h"
#include "app/feed_session.h"
#include "app/id_prefix.h"
#include "app/store_session.h"
#include "app/terminal/answer.h"
#include "net/url.h"
#include "secrets/webhook_signature.h"
#include "view/access/webhook_view.h"

namespace connections::app {
namespace {

constexpr Option kUrl{"URL", "the https address that is told", Option::Type::kText, true};
constexpr Option kId{"ID", "its id, or how it begins, as `webhook list` shows it", Option::Type::kText, true};
constexpr Option kDelivery{"ID", "its id, as `webhook deliveries` shows it", Option::Type::kText, true};
constexpr Option kStatus{
    .name = "--status", .doc = "which of them", .fallback = "all", .words = "all|pending|delivered|given_up"};
constexpr Option kLimit{.name = "--limit",
                        .doc = "so many at most, newest first",
                        .type = Option::Type::kWhole,
                        .fallback = "50",
                        .least = 1,
                        .most = 1000};

Result<store::Endpoint> endpoint_like(store::Transaction& app, const std::string& start) {
  return only_one_like(TRY(store::list_endpoints(app)), start, "webhook", "connections webhook list");
}

Result<Answer> create(Context& context, const Arguments& arguments) {
  auto session = TRY(StoreSession::open(context));
  const auto feeds = TRY(FeedSession::open(context));
  const account::WebhookEndpoint wanted{.url = TRY(net::checked_url(arguments.text(kUrl), false)),
                                        .secret = secrets::new_webhook_secret()};
  const auto sealed = TRY(account::seal_endpoint(feeds->reading().vault, session.workspace, wanted, Context::now()));
  const auto made = TRY(
      session.transact([&](store::Transaction& app) { return store::create_endpoint(app, sealed, Context::now()); }));
  return Answer{
      fmt::format("{}\n\nThis secret checks the signature of each delivery (Standard Webhooks 1.0). It is not "
                  "shown again.\nThe webhook's id is {}. `connections serve` sends; to see how it goes:\n"
                  "  connections webhook deliveries {}\n",
                  wanted.secret, made.id, made.id.substr(0, kShownIdLetters)),
      view::new_endpoint_json(made, wanted.secret)};
}

Result<Answer> list(Context& context) {
  auto session = TRY(StoreSession::open(context));
  const auto all = TRY(session.transact([](store::Transaction& app) { return store::list_endpoints(app); }));
  return Answer{all.empty() ? "No webhook yet:  connections webhook create https://example.com/hook\n"
                            : view::endpoints_table(all),
                view::endpoints_json(all)};
}

Result<Answer> remove(Context& context, const Arguments& arguments) {
  auto session = TRY(StoreSession::open(context));
  const auto gone = TRY(session.transact([&](store::Transaction& app) -> Result<store::Endpoint> {
    auto endpoint = TRY(endpoint_like(app, arguments.text(kId)));
    TRY(store::delete_endpoint(app, endpoint.id));
    return endpoint;
  }));
  return Answer{fmt::format("nothing is sent to {} any more\n", gone.shown_url), view::to_json(gone)};
}

Result<Answer> deliveries(Context& context, const Arguments& arguments) {
  auto session = TRY(StoreSession::open(context));
  const auto all = TRY(session.transact([&](store::Transaction& app) -> Result<std::vector<store::Delivery>> {
    const auto endpoint = TRY(endpoint_like(app, arguments.text(kId)));
    return store::list_deliveries(app, endpoint.id, *store::delivery_status(arguments.text(kStatus)),
                                  static_cast<std::size_t>(arguments.whole(kLimit)));
  }));
  return Answer{all.empty() ? "Nothing was sent yet; `connections serve` sends.\n" : view::deliveries_table(all),
                view::deliveries_json(all)};
}

Result<Answer> replay(Context& context, const Arguments& arguments) {
  auto session = TRY(StoreSession::open(context));
  const auto due = TRY(session.transact(
      [&](store::Transaction& app) { return store::replay_delivery(app, arguments.text(kDelivery), Context::now()); }));
  return Answer{fmt::format("{} of {} is sent again within seconds, if `connections serve` runs\n", due.type, due.id),
                view::to_json(due)};
}

int run_create(Context& context, const Arguments& arguments) {
  return print_answer(create(context, arguments), arguments.has(kJsonObject));
}
int run_list(Context& context, const Arguments& arguments) {
  return print_answer(list(context), arguments.has(kJsonArray));
}
int run_delete(Context& context, const Arguments& arguments) {
  return print_answer(remove(context, arguments), arguments.has(kJsonObject));
}
int run_deliveries(Context& context, const Arguments& arguments) {
  return print_answer(deliveries(context, arguments), arguments.has(kJsonArray));
}
int run_replay(Context& context, const Arguments& arguments) {
  return print_answer(replay(context, arguments), arguments.has(kJsonObject));
}

constexpr Command kCommands[]{
    {.path = "webhook", .summary = "Who is told what happened: signed messages to an address of yours"},
    {.path = "webhook create",
     .summary = "Tell an address what happens from now on, and print the secret that its signatures need, once",
     .options = {&kUrl, &kJsonObject},
     .examples =
         "Example:  connections webhook create https://example.com/connections\n\n"
         "Told are: a booking got or lost a name, a question waits for a person, a connection needs one, silence.\n"
         "A message holds ids and no names; your program asks the API for the rest.",
     .run = run_create},
    {.path = "webhook list",
     .summary = "Addresses that are told, and those that answered that they are gone",
     .options = {&kJsonArray},
     .examples = "Example:  connections webhook list",
     .run = run_list},
    {.path = "webhook delete",
     .summary = "Tell an address nothing more; its deliveries are forgotten",
     .options = {&kId, &kJsonObject},
     .examples = "Example:  connections webhook delete 3fa85f64",
     .run = run_delete},
    {.path = "webhook deliveries",
     .summary = "What was sent to an address, what waits for another try and why, what was given up",
     .options = {&kId, &kStatus, &kLimit, &kJsonArray},
     .examples = "Examples:  connections webhook deliveries 3fa85f64\n"
                 "           connections webhook deliveries 3fa85f64 --status given_up",
     .run = run_deliveries},
    {.path = "webhook replay",
     .summary = "Send a delivery once more, with all its tries before it again",
     .options = {&kDelivery, &kJsonObject},
     .examples = "Example:  connections webhook replay 7f0c0b52-0d5c-4c1e-9a35-2d9d2f0a4a11",
     .run = run_replay},
};

}  // namespace

std::span<const Command> webhook_commands() { return kCommands; }

}  // namespace connections::app
