#include <fmt/format.h>
#include <CLI/CLI.hpp>
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
  if (json)
    fmt::print("{}\n", bookings_json(*bookings).dump(2));
  else if (bookings->empty())
    fmt::print(
        "No bookings yet. They come from your calendars:  connections calendar import FILE|URL --platform P --property "
        "NAME\n");
  else
    fmt::print("{}", bookings_table(*bookings));
  return kDone;
}

struct SetOptions {
  std::string booking, guest;
  int party = -1;
};

/// The booking whose id begins like that.
Result<Booking> booking_like(StoreSession& session, const std::string& start) {
  const auto all = TRY(session.read([](store::Transaction& app) { return store::list_bookings(app); }));
  std::vector<Booking> found;
  for (const Booking& one : all)
    if (one.id.value.starts_with(start)) found.push_back(one);
  if (found.size() == 1) return found.front();
  return fail(found.empty() ? Errc::kNotFound : Errc::kInvalidArgument,
              fmt::format("{} bookings have an id that begins with '{}'", found.size(), start), {},
              "connections bookings list shows the ids");
}

int run_set(Context& context, const SetOptions& options) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto booking = booking_like(*session, options.booking);
  if (!booking) return report(booking.error());
  store::BookingUpdate update{.booking = booking->id,
                              .expected_version = booking->version,
                              .guest_name = {},
                              .guest_count = {},
                              .enriched_code = {},
                              .source = ValueSource::kPerson,
                              .enrichment_reason = "Typed by a person",
                              .message = {},
                              .decision = {}};
  if (!options.guest.empty()) update.guest_name = options.guest;
  if (options.party >= 0) update.guest_count = options.party;
  const auto after =
      session->read([&](store::Transaction& app) { return store::apply_update(app, update, Context::now()); });
  if (!after) return report(after.error());
  fmt::print("{}", bookings_table({{*after, "Typed by a person", 1.0}}));
  return kDone;
}

}  // namespace

void add_bookings_command(CLI::App& program, Context& context, Action& chosen) {
  auto* bookings = program.add_subcommand("bookings", "Bookings from your calendars, with what mails added");
  bookings->require_subcommand(1);
  auto json = std::make_shared<bool>(false);
  auto* list =
      bookings->add_subcommand("list", "Every booking by arrival: guest, party, why the name is there and how sure");
  list->footer("Example:  connections bookings list --json");
  list->add_flag("--json", *json, "print a JSON array");
  list->callback([&context, &chosen, json] { chosen = [&context, json] { return run_list(context, *json); }; });

  auto options = std::make_shared<SetOptions>();
  auto* set = bookings->add_subcommand("set", "Type a guest or a party yourself; no mail ever replaces it");
  set->footer("Example:  connections bookings set 3fa85f64 --guest \"Ada Example\" --party 3");
  set->add_option("ID", options->booking, "the booking's id, or how it begins")->required();
  set->add_option("--guest", options->guest, "the guest's name");
  set->add_option("--party", options->party, "how many guests")->check(CLI::Range(0, 99));
  set->callback([&context, &chosen, options] {
    if (options->guest.empty() && options->party < 0) throw CLI::RequiredError("--guest NAME or --party N");
    chosen = [&context, options] { return run_set(context, *options); };
  });
}

}  // namespace connections::app
