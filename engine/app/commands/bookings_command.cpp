#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/review/booking_work.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "view/booking_view.h"

namespace connections::app {
namespace {

int run_list(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto bookings = session->transact(view::read_bookings);
  if (!bookings) return report(bookings.error());
  if (arguments.has(kJsonArray))
    print_json(view::bookings_json(*bookings));
  else if (bookings->empty())
    fmt::print(
        "No bookings yet. They come from your calendars:  connections calendar import FILE|URL --platform P --property "
        "NAME\n");
  else
    fmt::print("{}", view::bookings_table(*bookings));
  return kDone;
}

constexpr Option kBooking{"ID", "the booking's id, or how it begins", Option::Type::kText, true};
constexpr Option kGuest{"--guest", "the guest's name", Option::Type::kText, false, true};
constexpr Option kParty{
    .name = "--party", .doc = "how many guests", .type = Option::Type::kWhole, .one_of = true, .least = 0, .most = 99};

int run_set(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  sync::TypedValues values;
  if (!arguments.text(kGuest).empty()) values.guest_name = arguments.text(kGuest);
  if (arguments.has(kParty)) values.guest_count = static_cast<int>(arguments.whole(kParty));
  return print_answer(type_over_booking(*session, arguments.text(kBooking), values, Context::now()),
                      arguments.has(kJsonObject));
}

int run_explain(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_answer(explain_booking(*session, arguments.text(kBooking)), arguments.has(kJsonObject));
}

constexpr Command kCommands[]{
    {.path = "bookings", .summary = "Bookings from your calendars, with what mails added"},
    {.path = "bookings list",
     .summary = "Every booking by arrival: guest, party, why the name is there and how sure",
     .options = {&kJsonArray},
     .examples = "Example:  connections bookings list --json",
     .run = run_list},
    {.path = "bookings explain",
     .summary = "Who put the name there: every mail and person that changed it, and why",
     .options = {&kBooking, &kJsonObject},
     .examples = "Example:  connections bookings explain 3fa85f64",
     .run = run_explain},
    {.path = "bookings set",
     .summary = "Type a guest or a party yourself; no mail ever replaces it",
     .options = {&kBooking, &kGuest, &kParty, &kJsonObject},
     .needs = "--guest NAME or --party N",
     .examples = "Example:  connections bookings set 3fa85f64 --guest \"Ada Example\" --party 3",
     .run = run_set},
};

}  // namespace

std::span<const Command> bookings_commands() { return kCommands; }

}  // namespace connections::app
