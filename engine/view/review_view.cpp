#include "view/review_view.h"

#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

std::string reasons_of(const store::ReviewItem& item) {
  std::string all;
  for (const auto& reason : item.reasons) all += (all.empty() ? "" : "; ") + reason.value("message", "");
  return all;
}

}  // namespace

ordered_json to_json(const store::ReviewItem& item) {
  return {{"id", item.id.value},
          {"status", store::name(item.status)},
          {"message", item.message.value},
          {"connection", item.connection.value},
          {"guest_name", or_null(item.guest_name)},
          {"check_in", or_null(item.check_in)},
          {"check_out", or_null(item.check_out)},
          {"code", or_null(item.code)},
          {"reasons", item.reasons},
          {"candidates", item.candidates},
          {"created_at", to_rfc3339(item.created_at)}};
}

ordered_json reviews_json(const std::vector<store::ReviewItem>& reviews) {
  ordered_json rows = ordered_json::array();
  for (const auto& item : reviews) rows.push_back(to_json(item));
  return rows;
}

ordered_json group_json(const sync::QueueEntry& entry) {
  if (entry.kind == sync::QueueEntry::Kind::kItem) return nullptr;
  ordered_json group{{"kind", name(entry.kind)}, {"key", entry.key}, {"count", entry.items.size()}};
  if (entry.kind != sync::QueueEntry::Kind::kJoint) return group;
  group["arrangements"] = ordered_json::array();
  for (const auto& one : entry.arrangements) {
    ordered_json pairs = ordered_json::array();
    for (const auto& [message, booking] : one.pairs)
      pairs.push_back({{"message", message.value}, {"booking", booking.value}});
    group["arrangements"].push_back({{"bits", one.bits}, {"pairs", std::move(pairs)}});
  }
  return group;
}

ordered_json queue_json(const sync::ReviewQueue& queue) {
  ordered_json rows = ordered_json::array();
  for (const auto& entry : queue.entries)
    for (const auto& item : entry.items) {
      rows.push_back(to_json(item));
      rows.back()["group"] = group_json(entry);
    }
  return rows;
}

ordered_json acted_json(const sync::ReviewsActed& acted, bool written) {
  ordered_json done = ordered_json::array(), left = ordered_json::array();
  for (const auto& item : acted.done) done.push_back({{"id", item.id.value}});
  for (const auto& [item, why] : acted.left) left.push_back({{"id", item.id.value}, {"why", why}});
  return {{"done", written}, {"items", std::move(done)}, {"left", std::move(left)}};
}

std::string reviews_table(const std::vector<store::ReviewItem>& reviews) {
  Table table({"id", "guest", "check-in", "check-out", "code", "candidates", "why a person decides"});
  for (const auto& item : reviews)
    table.add({item.id.value.substr(0, 8), item.guest_name.value_or("–"), item.check_in ? to_iso(*item.check_in) : "–",
               item.check_out ? to_iso(*item.check_out) : "–", item.code.value_or("–"),
               std::to_string(item.candidates.size()), reasons_of(item)});
  return table.to_string();
}

}  // namespace connections::view
