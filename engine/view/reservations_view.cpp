#include "view/reservations_view.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

ordered_json text_or_null(const std::string& text) { return text.empty() ? ordered_json() : ordered_json(text); }

ordered_json to_json(const sync::ReservationStory& one) {
  ordered_json messages = ordered_json::array();
  for (const auto& mail : one.messages)
    messages.push_back({{"id", mail.id.value}, {"kind", name(mail.kind)}, {"received_at", to_rfc3339(mail.received)}});
  return {{"platform", text_or_null(one.platform)},
          {"codes", one.codes},
          {"state", name(one.state)},
          {"guest_name", text_or_null(one.guest)},
          {"names_disagree", one.names_disagree},
          {"check_in", or_null(one.check_in)},
          {"check_out", or_null(one.check_out)},
          {"guest_count", or_null(one.guest_count)},
          {"listing", text_or_null(one.listing)},
          {"booking", one.booking ? ordered_json(one.booking->value) : ordered_json()},
          {"messages", std::move(messages)}};
}

std::string day_or_dash(const std::optional<Date>& day) { return day ? to_iso(*day) : "–"; }

}  // namespace

ordered_json to_json(const sync::Reservations& reservations) {
  ordered_json items = ordered_json::array();
  for (const auto& one : reservations.items) items.push_back(to_json(one));
  return {{"from", to_iso(reservations.from)}, {"days", reservations.days}, {"items", std::move(items)}};
}

std::string reservations_table(const sync::Reservations& reservations) {
  Table table({"check-in", "check-out", "guest", "state", "platform", "code", "mails", "booking"});
  for (const auto& one : reservations.items)
    table.add({day_or_dash(one.check_in), day_or_dash(one.check_out),
               (one.guest.empty() ? "–" : one.guest) + (one.names_disagree ? " ?" : ""), std::string(name(one.state)),
               one.platform.empty() ? "–" : one.platform, one.codes.empty() ? "–" : one.codes.front(),
               std::to_string(one.messages.size()), one.booking ? one.booking->value.substr(0, 8) : "none"});
  return table.to_string();
}

}  // namespace connections::view
