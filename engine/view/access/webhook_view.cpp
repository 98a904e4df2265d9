#include "view/access/webhook_view.h"

#include <nlohmann/json.hpp>

#include "view/json_text.h"

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

}  // namespace connections::view
