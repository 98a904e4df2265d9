#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/id_prefix.h"
#include "app/public_url.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "sync/feeds/shared_calendar.h"
#include "view/access/share_view.h"

namespace connections::app {
namespace {

constexpr Option kName{"NAME", "who it is for", Option::Type::kText, true};
constexpr Option kProfile{
    .name = "--profile",
    .doc = "owner: name, party, code, phone's last digits; cleaner: first name and party; lock: phone's last digits",
    .required = true,
    .words = "owner|cleaner|lock"};
constexpr Option kProperty{"--property", "of this property only; default: all"};
constexpr Option kId{"ID", "its id, or how it begins, as `shares` shows it", Option::Type::kText, true};

Result<store::Share> share_like(store::Transaction& app, const std::string& start) {
  return only_one_like(TRY(store::list_shares(app)), start, "shared calendar", "connections calendar shares");
}

int run_share(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto config = context.settings();
  if (!config) return report(config.error());
  const sync::ShareToken secret = sync::new_share_token();
  const auto made = session->transact([&](store::Transaction& app) {
    return store::create_share(app,
                               {.name = arguments.text(kName),
                                .profile = *parse_share_profile(arguments.text(kProfile)),
                                .property = arguments.text(kProperty),
                                .token_hash = secret.hash},
                               Context::now());
  });
  if (!made) return report(made.error());
  fmt::print("{}{}\n", public_url((*config)->server), sync::share_path(secret.token));
  fmt::print(stderr,
             "connections: save it now, it is not shown again; anyone who has it can read the calendar; its id is {}\n",
             made->id.substr(0, kShownIdLetters));
  return kDone;
}

int run_shares(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto all = session->transact([](store::Transaction& app) { return store::list_shares(app); });
  if (!all) return report(all.error());
  if (arguments.has(kJsonArray))
    print_json(view::shares_json(*all));
  else if (all->empty())
    fmt::print("No calendar is shared yet:  connections calendar share NAME --profile cleaner\n");
  else
    fmt::print("{}", view::shares_table(*all));
  return kDone;
}

int run_preview(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto text = session->transact([&](store::Transaction& app) -> Result<std::string> {
    return sync::shared_calendar(app, TRY(share_like(app, arguments.text(kId))), day_of(Context::now()));
  });
  if (!text) return report(text.error());
  fmt::print("{}", *text);
  return kDone;
}

int run_revoke(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto done = session->transact([&](store::Transaction& app) -> Result<void> {
    const auto share = TRY(share_like(app, arguments.text(kId)));
    return store::revoke_share(app, share.id, Context::now());
  });
  return done ? kDone : report(done.error());
}

constexpr Command kCommands[]{
    {.path = "calendar share",
     .summary = "Hand out a calendar with the names in it, and print its address, once",
     .options = {&kName, &kProfile, &kProperty},
     .examples =
         "Examples:  connections calendar share \"Mill Cottage, cleaner\" --profile cleaner --property \"Mill "
         "Cottage\"\n"
         "           connections calendar share door --profile lock\n\n"
         "Only names that are sure are shown; a stay in doubt is \"Reserved\". Google Calendar looks about once a\n"
         "day; `connections serve` answers, at server.public_url.",
     .run = run_share},
    {.path = "calendar shares",
     .summary = "Calendars that were handed out: to whom, what they show, when they were read last",
     .options = {&kJsonArray},
     .examples = "Example:  connections calendar shares",
     .run = run_shares},
    {.path = "calendar preview",
     .summary = "What the holder of a shared calendar sees now",
     .options = {&kId},
     .examples = "Example:  connections calendar preview 3fa85f64",
     .run = run_preview},
    {.path = "calendar revoke",
     .summary = "End a shared calendar, from the next look on",
     .options = {&kId},
     .examples = "Example:  connections calendar revoke 3fa85f64",
     .run = run_revoke},
};

}  // namespace

std::span<const Command> calendar_share_commands() { return kCommands; }

}  // namespace connections::app
