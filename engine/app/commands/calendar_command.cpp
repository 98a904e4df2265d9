#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/calendar_import.h"
#include "app/command.h"
#include "app/known_platform.h"
#include "app/terminal/print_json.h"
#include "view/run_view.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

constexpr Option kPlace{"PLACE", "an .ics file, or an https URL", Option::Type::kText, true};
constexpr Option kPlatform{"--platform", "of the feed; needed the first time"};
constexpr Option kProperty{"--property", "what you call the property; needed the first time"};
constexpr Option kListing{
    "--listing",
    "the listing's id or name on its platform, as mails call it; may be repeated. Airbnb's address says it",
    Option::Type::kTexts};
constexpr Option kTimeZone{
    "--timezone", "of the property, Europe/Paris; times in UTC become its days. Default: the one the feed names"};

ordered_json to_json(const sync::Acted<sync::CalendarChange>& imported) {
  const sync::CalendarChange& change = imported.value;
  ordered_json skipped = ordered_json::array();
  for (const auto& one : change.skipped)
    skipped.push_back({{"uid", one.uid}, {"reason", calendar::name(one.reason)}, {"message", one.message}});
  return {{"inserted", change.inserted},
          {"updated", change.updated},
          {"unchanged", change.unchanged},
          {"cancelled", change.cancelled},
          {"questions", change.questions},
          {"skipped", std::move(skipped)},
          {"decided_again", view::solved_json(imported.solved)}};
}

int run_import(Context& context, const Arguments& arguments) {
  const sync::ImportRequest request{.place = arguments.text(kPlace),
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
    print_json(to_json(*imported));
    return kDone;
  }
  const sync::CalendarChange* change = &imported->value;
  fmt::print("{} new, {} changed, {} as before, {} gone from the feed\n", change->inserted, change->updated,
             change->unchanged, change->cancelled);
  for (const auto& one : change->questions) fmt::print("a person decides: {}\n", one);
  for (const auto& one : change->skipped) fmt::print("left out: {}\n", one.message);
  fmt::print("{}", view::solved_text(imported->solved));
  return kDone;
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
};

}  // namespace

std::span<const Command> calendar_commands() { return kCommands; }

}  // namespace connections::app
