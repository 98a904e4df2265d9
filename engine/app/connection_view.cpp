#include "app/connection_view.h"

#include <nlohmann/json.hpp>

namespace connections::app {

using nlohmann::ordered_json;

ordered_json to_json(const store::Connection& one) {
  const auto time = [](const std::optional<Instant>& at) {
    return at ? ordered_json(to_rfc3339(*at)) : ordered_json(nullptr);
  };
  return {{"id", one.id.value},
          {"name", one.name},
          {"platform", one.platform},
          {"source", store::name(one.source_kind)},
          {"reservation_label", one.reservation_label},
          {"folder", one.folder_path},
          {"gmail_address", one.gmail_address},
          {"gmail_status", store::name(one.gmail_status)},
          {"gmail_error", one.gmail_error},
          {"error_since", time(one.error_since)},
          {"last_synced_at", time(one.last_synced_at)}};
}

}  // namespace connections::app
