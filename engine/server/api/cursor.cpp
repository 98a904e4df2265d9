#include "server/api/cursor.h"

#include <nlohmann/json.hpp>

#include "secrets/base64url.h"

namespace connections::server {

std::string make_cursor(const std::vector<std::string>& parts) {
  return secrets::to_base64url(nlohmann::json(parts).dump());
}

std::optional<std::vector<std::string>> open_cursor(const std::string& cursor, std::size_t parts) {
  const auto bytes = secrets::from_base64url(cursor);
  if (!bytes) return std::nullopt;
  const auto list = nlohmann::json::parse(*bytes, nullptr, false);
  if (!list.is_array() || list.size() != parts) return std::nullopt;
  std::vector<std::string> out;
  for (const auto& one : list) {
    if (!one.is_string()) return std::nullopt;
    out.push_back(one.get<std::string>());
  }
  return out;
}

}  // namespace connections::server
