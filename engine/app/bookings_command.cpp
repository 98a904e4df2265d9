#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/views.h"

namespace connections::app {
namespace {

int run_list(Context& context, bool json) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto bookings = read_bookings(*session);
  if (!bookings) return report(bookings.error());
  if (json) fmt::print("{}\n", bookings_json(*bookings).dump(2));
  else if (bookings->empty()) fmt::print("No bookings yet. They come from your calendars:  connections calendar import FILE|URL --platform P --property NAME\n");
  else fmt::print("{}", bookings_table(*bookings));
  return kDone;
}

}  // namespace

void add_bookings_command(CLI::App& program, Context& context, Action& chosen) {
  auto* bookings = program.add_subcommand("bookings", "Bookings from your calendars, with what mails added");
  bookings->require_subcommand(1);
  auto json = std::make_shared<bool>(false);
  auto* list = bookings->add_subcommand("list", "Every booking by arrival: guest, party, why the name is there and how sure");
  list->footer("Example:  connections bookings list --json");
  list->add_flag("--json", *json, "print a JSON array");
  list->callback([&context, &chosen, json] { chosen = [&context, json] { return run_list(context, *json); }; });
}

}  // namespace connections::app
