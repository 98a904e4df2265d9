#include "view/access/key_view.h"

#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {

using nlohmann::ordered_json;

ordered_json to_json(const store::ApiKey& key) {
  return {{"id", key.id},
          {"name", key.name},
          {"role", store::name(key.role)},
          {"created_at", to_rfc3339(key.created_at)},
          {"last_used_at", or_null(key.last_used_at)},
          {"revoked_at", or_null(key.revoked_at)}};
}

ordered_json keys_json(const std::vector<store::ApiKey>& keys) {
  ordered_json rows = ordered_json::array();
  for (const store::ApiKey& one : keys) rows.push_back(to_json(one));
  return rows;
}

ordered_json new_key_json(const store::ApiKey& key, const std::string& secret) {
  ordered_json out = to_json(key);
  out["key"] = secret;
  return out;
}

std::string keys_table(const std::vector<store::ApiKey>& keys) {
  const auto time_or = [](const std::optional<Instant>& at, const char* otherwise) {
    return at ? to_rfc3339(*at) : otherwise;
  };
  Table table({"id", "name", "role", "last used", "revoked"});
  for (const store::ApiKey& one : keys)
    table.add({one.id, one.name, std::string(store::name(one.role)), time_or(one.last_used_at, "never"),
               time_or(one.revoked_at, "")});
  return table.to_string();
}

}  // namespace connections::view
