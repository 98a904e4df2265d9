#include "view/json_text.h"

#include <nlohmann/json.hpp>

namespace connections::view {

using nlohmann::ordered_json;

std::string to_text(const ordered_json& document) {
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}
std::string to_line(const ordered_json& document) {
  return document.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

ordered_json items_json(ordered_json items) { return {{"items", std::move(items)}}; }

ordered_json page_json(ordered_json items, const std::optional<std::string>& next) {
  return {{"items", std::move(items)}, {"next", or_null(next)}};
}

ordered_json or_null(const std::optional<std::string>& text) {
  return text ? ordered_json(*text) : ordered_json(nullptr);
}
ordered_json or_null(const std::optional<int>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}
ordered_json or_null(const std::optional<Date>& date) {
  return date ? ordered_json(to_iso(*date)) : ordered_json(nullptr);
}
ordered_json or_null(const std::optional<Instant>& at) {
  return at ? ordered_json(to_rfc3339(*at)) : ordered_json(nullptr);
}

}  // namespace connections::view
