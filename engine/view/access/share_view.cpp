#include "view/access/share_view.h"

#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {

using nlohmann::ordered_json;

ordered_json to_json(const store::Share& share) {
  return {{"id", share.id},
          {"name", share.name},
          {"profile", name(share.profile)},
          {"property", share.property},
          {"created_at", to_rfc3339(share.created_at)},
          {"last_used_at", or_null(share.last_used_at)},
          {"revoked_at", or_null(share.revoked_at)}};
}

ordered_json shares_json(const std::vector<store::Share>& shares) {
  ordered_json rows = ordered_json::array();
  for (const store::Share& one : shares) rows.push_back(to_json(one));
  return rows;
}

ordered_json new_share_json(const store::Share& share, const std::string& url) {
  ordered_json out = to_json(share);
  out["url"] = url;
  return out;
}

std::string shares_table(const std::vector<store::Share>& shares) {
  const auto time_or = [](const std::optional<Instant>& at, const char* otherwise) {
    return at ? to_rfc3339(*at) : otherwise;
  };
  Table table({"id", "for", "profile", "property", "last read", "revoked"});
  for (const store::Share& one : shares)
    table.add({one.id.substr(0, 8), one.name, std::string(name(one.profile)),
               one.property.empty() ? "all" : one.property, time_or(one.last_used_at, "never"),
               time_or(one.revoked_at, "")});
  return table.to_string();
}

}  // namespace connections::view
