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

namespace {

/// PostgreSQL accepts an escaped NUL in a json column and then refuses to read the text: ->> and jsonb fail.
constexpr std::string_view kEscapedNul = "\\u0000", kReplacement = "\\ufffd";

/// Whether the backslash at `at` begins an escape, and is not itself escaped.
bool begins_escape(std::string_view dumped, std::size_t at) {
  std::size_t before = 0;
  while (before < at && dumped[at - before - 1] == '\\') ++before;
  return before % 2 == 0;
}

}  // namespace

std::string storable_json(const nlohmann::json& json) {
  std::string dumped = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  for (std::size_t at = dumped.find(kEscapedNul); at != std::string::npos; at = dumped.find(kEscapedNul, at + 1))
    if (begins_escape(dumped, at)) dumped.replace(at, kEscapedNul.size(), kReplacement);
  return dumped;
}

}  // namespace connections::store
