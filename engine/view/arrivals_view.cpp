#include "view/arrivals_view.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/booking_view.h"
#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const sync::Arrival& arrival) {
  return {{"booking", view::to_json(BookingView{arrival.booking, {}, 0.0})},
          {"named", arrival.state == sync::ArrivalState::kNamed},
          {"why", sync::name(arrival.state)},
          {"what", arrival.what},
          {"next", arrival.next},
          {"review", or_null(arrival.review)}};
}

}  // namespace

ordered_json to_json(const sync::Arrivals& arrivals) {
  ordered_json items = ordered_json::array();
  for (const sync::Arrival& one : arrivals.stays) items.push_back(to_json(one));
  return {{"from", to_iso(arrivals.from)},  {"days", arrivals.days},           {"named", arrivals.named},
          {"total", arrivals.stays.size()}, {"sentence", arrivals.sentence()}, {"items", std::move(items)}};
}

std::string arrivals_text(const sync::Arrivals& arrivals) {
  std::string out = arrivals.sentence() + "\n";
  if (arrivals.stays.empty()) return out;
  Table table({"arrival", "nights", "property", "guest", "party", ""});
  std::string below;
  for (const sync::Arrival& one : arrivals.stays) {
    const Booking& stay = one.booking;
    table.add({to_iso(stay.check_in), std::to_string((stay.check_out - stay.check_in).count()), stay.property,
               stay.guest_name.value_or("–"), stay.guest_count ? std::to_string(*stay.guest_count) : "",
               one.state == sync::ArrivalState::kNamed ? "" : std::string(sync::name(one.state))});
    if (one.state == sync::ArrivalState::kNamed) continue;
    below += fmt::format("\n{} {}: {}\n", to_iso(stay.check_in), stay.property, one.what);
    if (!one.next.empty()) below += fmt::format("  {}\n", one.next);
  }
  return out + "\n" + table.to_string() + below;
}

}  // namespace connections::view
