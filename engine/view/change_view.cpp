#include "view/change_view.h"

#include <nlohmann/json.hpp>

#include "store/tables/booking_store.h"
#include "view/json_text.h"

namespace connections::view {

using nlohmann::ordered_json;

ordered_json to_json(const store::BookingChange& change) {
  return {{"id", change.id},
          {"booking", change.booking.value},
          {"message", change.message ? ordered_json(change.message->value) : ordered_json(nullptr)},
          {"run", change.run ? ordered_json(change.run->value) : ordered_json(nullptr)},
          {"source", store::name(change.source)},
          {"enrichment_reason", change.enrichment_reason},
          {"before", change.before},
          {"after", change.after},
          {"decision", change.decision},
          {"changed_at", to_rfc3339(change.changed_at)}};
}

ordered_json changes_json(const std::vector<store::BookingChange>& changes) {
  ordered_json rows = ordered_json::array();
  for (const auto& one : changes) rows.push_back(to_json(one));
  return rows;
}

ordered_json undo_json(const std::vector<sync::UndoStep>& steps) {
  ordered_json rows = ordered_json::array();
  for (const auto& one : steps) {
    rows.push_back(to_json(one.change));
    rows.back()["left"] = one.left.empty() ? ordered_json(nullptr) : ordered_json(one.left);
  }
  return rows;
}

}  // namespace connections::view
