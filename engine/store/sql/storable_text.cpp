#include "store/sql/storable_text.h"

#include "model/unicode.h"

namespace connections::store {

std::string storable(std::string_view text) {
  if (text.find('\0') == std::string_view::npos && unicode::is_valid_utf8(text)) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::take(text, at);
    unicode::append(out, c == U'\0' ? U'\uFFFD' : c);
  }
  return out;
}

std::string storable_json(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace connections::store
