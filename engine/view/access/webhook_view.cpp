#include "view/access/webhook_view.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

template <class T>
ordered_json rows_of(const std::vector<T>& all) {
  ordered_json rows = ordered_json::array();
  for (const T& one : all) rows.push_back(to_json(one));
  return rows;
}

const char* status_of(const store::Delivery& delivery) {
  if (delivery.delivered_at) return "delivered";
  return delivery.given_up_at ? "given_up" : "pending";
}

}  // namespace

ordered_json to_json(const store::Endpoint& endpoint) {
  return {{"id", endpoint.id},
          {"address", endpoint.shown_url},
          {"created_at", to_rfc3339(endpoint.created_at)},
          {"disabled_at", or_null(endpoint.disabled_at)}};
}

ordered_json endpoints_json(const std::vector<store::Endpoint>& endpoints) { return rows_of(endpoints); }

std::string endpoints_table(const std::vector<store::Endpoint>& endpoints) {
  Table table({"id", "address", "made", "gone"});
  for (const store::Endpoint& one : endpoints)
    table.add({one.id.substr(0, 8), one.shown_url, to_rfc3339(one.created_at),
               one.disabled_at ? to_rfc3339(*one.disabled_at) : ""});
  return table.to_string();
}

ordered_json new_endpoint_json(const store::Endpoint& endpoint, const std::string& secret) {
  ordered_json out = to_json(endpoint);
  out["secret"] = secret;
  return out;
}

ordered_json to_json(const store::Delivery& delivery) {
  return {{"id", delivery.id},
          {"webhook", delivery.endpoint},
          {"type", delivery.type},
          {"status", status_of(delivery)},
          {"attempts", delivery.attempts},
          {"created_at", to_rfc3339(delivery.created_at)},
          {"due_at", or_null(delivery.due_at)},
          {"delivered_at", or_null(delivery.delivered_at)},
          {"given_up_at", or_null(delivery.given_up_at)},
          {"last_error", delivery.last_error},
          {"body", ordered_json::parse(delivery.body, nullptr, false)}};
}

ordered_json deliveries_json(const std::vector<store::Delivery>& deliveries) { return rows_of(deliveries); }

std::string deliveries_table(const std::vector<store::Delivery>& deliveries) {
  std::string text;
  for (const store::Delivery& one : deliveries) {
    text += fmt::format("{}  {}  {}  {}", one.id, to_rfc3339(one.created_at), one.type, status_of(one));
    if (one.attempts > 1) text += fmt::format(", {} tries", one.attempts);
    if (one.due_at && one.attempts > 0) text += fmt::format(", next {}", to_rfc3339(*one.due_at));
    text += '\n';
    if (!one.delivered_at && !one.last_error.empty()) text += fmt::format("    {}\n", printable(one.last_error));
  }
  return text;
}

}  // namespace connections::view
