#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/calendar_import.h"
#include "app/command.h"
#include "app/known_platform.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

struct ImportOptions {
  ImportRequest request;
  bool json = false;
};

int run_import(Context& context, const ImportOptions& options) {
  const ImportRequest& request = options.request;
  if (!request.platform.empty())
    if (const auto known = check_platform(context, request.platform); !known) return report(known.error());
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto change = import_calendar(context, *session, request, Context::now());
  if (!change) return report(change.error());
  if (options.json) {
    ordered_json skipped = ordered_json::array();
    for (const auto& one : change->skipped)
      skipped.push_back({{"uid", one.uid}, {"reason", calendar::name(one.reason)}, {"message", one.message}});
    fmt::print("{}\n", ordered_json{{"inserted", change->inserted},
                                    {"updated", change->updated},
                                    {"unchanged", change->unchanged},
                                    {"cancelled", change->cancelled},
                                    {"questions", change->questions},
                                    {"skipped", std::move(skipped)}}
                           .dump(2));
    return kDone;
  }
  fmt::print("{} new, {} changed, {} as before, {} gone from the feed\n", change->inserted, change->updated,
             change->unchanged, change->cancelled);
  for (const auto& one : change->questions) fmt::print("a person decides: {}\n", one);
  for (const auto& one : change->skipped) fmt::print("left out: {}\n", one.message);
  return kDone;
}

}  // namespace

void add_calendar_command(CLI::App& program, Context& context, Action& chosen) {
  auto* calendar = program.add_subcommand("calendar", "iCal feeds, where bookings come from");
  calendar->require_subcommand(1);
  auto options = std::make_shared<ImportOptions>();
  auto* feed =
      calendar->add_subcommand("import", "Lay a feed's stays over the bookings of that feed; repeat it to refresh");
  feed->footer(
      "Example:  connections calendar import https://…/calendar.ics --platform airbnb --property \"Harbour Loft\"\n\n"
      "An empty or broken feed changes nothing and says so. Stays that left the feed are marked cancelled, never "
      "deleted.");
  feed->add_option("PLACE", options->request.place, "an .ics file, or an https URL")->required();
  feed->add_option("--platform", options->request.platform, "of the feed; needed the first time");
  feed->add_option("--property", options->request.property, "what you call the property; needed the first time");
  feed->add_option(
      "--listing", options->request.listings,
      "the listing's id or name on its platform, as mails call it; may be repeated. Airbnb's address says it");
  feed->add_option("--timezone", options->request.time_zone,
                   "of the property, Europe/Paris; times in UTC become its days. Default: the one the feed names");
  feed->add_flag("--json", options->json, "print one JSON object");
  feed->callback(
      [&context, &chosen, options] { chosen = [&context, options] { return run_import(context, *options); }; });
}

}  // namespace connections::app
