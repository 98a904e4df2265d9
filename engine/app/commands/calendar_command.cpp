#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/calendar_import.h"
#include "app/command.h"
#include "app/feed_session.h"
#include "app/known_platform.h"
#include "app/terminal/print_json.h"
#include "store/feeds/feed_store.h"
#include "view/feed_view.h"
#include "view/run_view.h"

namespace connections::app {
namespace {

constexpr Option kPlace{"PLACE", "an .ics file, or an https URL", Option::Type::kText, true};
constexpr Option kPlatform{"--platform", "of the feed; needed the first time"};
constexpr Option kProperty{"--property", "what you call the property; needed the first time"};
constexpr Option kListing{
    "--listing",
    "the listing's id or name on its platform, as mails call it; may be repeated. Airbnb's address says it",
    Option::Type::kTexts};
constexpr Option kTimeZone{
    "--timezone", "of the property, Europe/Paris; times in UTC become its days. Default: the one the feed names"};

nlohmann::ordered_json json_of(const sync::Acted<sync::ImportedFeed>& imported) {
  nlohmann::ordered_json json = view::to_json(imported.value.change);
  json["decided_again"] = view::solved_json(imported.solved);
  return json;
}

int run_import(Context& context, const Arguments& arguments) {
  const sync::FeedDescription request{.place = arguments.text(kPlace),
                                      .platform = arguments.text(kPlatform),
                                      .property = arguments.text(kProperty),
                                      .listings = arguments.texts(kListing),
                                      .time_zone = arguments.text(kTimeZone)};
  if (!request.platform.empty())
    if (const auto known = check_platform(context, request.platform); !known) return report(known.error());
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto imported = import_calendar(context, *session, request, Context::now());
  if (!imported) return report(imported.error());
  if (arguments.has(kJsonObject)) {
    print_json(json_of(*imported));
    return kDone;
  }
  fmt::print("{}{}", view::change_text(imported->value.change), view::solved_text(imported->solved));
  return kDone;
}

int run_list(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto feeds = session->transact([](store::Transaction& app) { return store::list_feeds(app); });
  if (!feeds) return report(feeds.error());
  if (arguments.has(kJsonArray))
    print_json(view::feeds_json(*feeds));
  else if (feeds->empty())
    fmt::print("No calendar feeds yet:  connections calendar import URL --platform P --property NAME\n");
  else
    fmt::print("{}{}", view::feeds_table(*feeds), view::feeds_details(*feeds));
  return kDone;
}

constexpr Option kFeed{"FEED", "the feed's id, or how it begins; default: all"};

Result<std::vector<store::Feed>> feeds_like(StoreSession& session, const std::string& start) {
  auto all = TRY(session.transact([](store::Transaction& app) { return store::list_feeds(app); }));
  std::erase_if(all, [&](const store::Feed& one) { return !one.id.value.starts_with(start); });
  if (all.empty()) return fail(Errc::kNotFound, "no such calendar feed", start, "connections calendar list shows them");
  return all;
}

int run_refresh(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto feeds = feeds_like(*session, arguments.text(kFeed));
  if (!feeds) return report(feeds.error());
  const auto reading = FeedSession::open(context);
  if (!reading) return report(reading.error());
  int code = kDone;
  for (const store::Feed& feed : *feeds) {
    const auto change = sync::refresh_feed((*reading)->reading(), session->workspace, feed.id, Context::now());
    if (change)
      fmt::print("{}: {} new, {} changed, {} gone\n", feed.property, change->inserted, change->updated,
                 change->cancelled);
    else
      code = report(change.error());
  }
  const auto deciding = session->deciding(Context::now());
  if (!deciding) return report(deciding.error());
  fmt::print("{}", view::solved_text(sync::solve_workspace(*deciding)));
  return code;
}

constexpr Command kCommands[]{
    {.path = "calendar", .summary = "iCal feeds, where bookings come from"},
    {.path = "calendar import",
     .summary = "Lay a feed's stays over the bookings of that feed; repeat it to refresh",
     .options = {&kPlace, &kPlatform, &kProperty, &kListing, &kTimeZone, &kJsonObject},
     .examples =
         "Example:  connections calendar import https://…/a.ics --platform airbnb --property \"Harbour Loft\"\n\n"
         "An empty or broken feed changes nothing and says so. Stays that left the feed are marked cancelled,\n"
         "never deleted. Mails that wait or are in review are decided again at once; by days alone only from\n"
         "the second import on, since other calendars may follow the first.",
     .run = run_import},
    {.path = "calendar list",
     .summary = "Every feed: when it was read, its last error, what changed last",
     .options = {&kJsonArray},
     .examples = "Example:  connections calendar list\n\n"
                 "Addresses are secrets: they are sealed in the database and shown without their path.",
     .run = run_list},
    {.path = "calendar refresh",
     .summary = "Read known feeds again, as `serve` does by itself",
     .options = {&kFeed},
     .examples = "Example:  connections calendar refresh",
     .run = run_refresh},
};

}  // namespace

std::span<const Command> calendar_commands() { return kCommands; }

}  // namespace connections::app
