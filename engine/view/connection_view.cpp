#include "view/connection_view.h"

#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {

using nlohmann::ordered_json;

ordered_json to_json(const store::Connection& one) {
  return {{"id", one.id.value},
          {"name", one.name},
          {"platform", one.platform},
          {"source", store::name(one.source_kind)},
          {"reservation_label", one.reservation_label},
          {"folder", one.folder_path},
          {"border", one.border},
          {"gmail_address", one.gmail_address},
          {"gmail_status", store::name(one.gmail_status)},
          {"gmail_error_code", one.gmail_error_code},
          {"gmail_error", one.gmail_error},
          {"error_since", or_null(one.error_since)},
          {"last_synced_at", or_null(one.last_synced_at)}};
}

ordered_json connections_json(const std::vector<store::Connection>& all) {
  ordered_json rows = ordered_json::array();
  for (const auto& one : all) rows.push_back(to_json(one));
  return rows;
}

ordered_json label_json(const std::string& id, const std::string& name, bool system) {
  return {{"id", id}, {"name", name}, {"type", system ? "system" : "user"}};
}

ordered_json deleted_json(const ConnectionId& id, bool revoked, const std::string& why_not) {
  return {{"id", id.value}, {"deleted", true}, {"revoked", revoked}, {"why_not", why_not}};
}

ordered_json start_link_json(const std::string& url, Instant expires_at) {
  return {{"url", url}, {"expires_at", to_rfc3339(expires_at)}};
}

std::string connections_table(const std::vector<store::Connection>& all) {
  Table table({"id", "name", "platform", "source", "label or folder", "gmail_status", "last sync"});
  for (const auto& one : all) {
    const bool folder = one.source_kind == store::SourceKind::kFolder;
    table.add({one.id.value, one.name, one.platform, std::string(store::name(one.source_kind)),
               folder ? one.folder_path : one.reservation_label,
               folder ? "" : std::string(store::name(one.gmail_status)),
               one.last_synced_at ? to_rfc3339(*one.last_synced_at) : "never"});
  }
  return table.to_string();
}

}  // namespace connections::view
