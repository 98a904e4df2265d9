#include "rules/format/scalar_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace connections::rules {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string in_double_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (c == '\n')
      out += "\\n";
    else if (is_control(c))
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + '"';
}

}  // namespace

std::string in_single_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + '\'';
}

std::string scalar_text(std::string_view raw, std::string_view value, bool quoted) {
  if (raw.find('\n') != std::string_view::npos) {
    if (std::any_of(value.begin(), value.end(), is_control)) return in_double_quotes(value);
    return quoted ? in_single_quotes(value) : std::string(value);
  }
  const bool plain_inside = raw.find_first_of("'\\") == std::string_view::npos;
  if (raw.starts_with('"') && plain_inside) return in_single_quotes(raw.substr(1, raw.size() - 2));
  return std::string(raw);
}

std::string block_header(std::string_view raw, const std::vector<std::string>& lines) {
  const auto first = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.find_first_not_of(' ') != std::string::npos;
  });
  // An indentation that cannot be seen from the first line must be said.
  const bool hidden = std::any_of(lines.begin(), first == lines.end() ? first : first + 1,
                                  [](const std::string& line) { return line.starts_with(' '); });
  std::string header(1, raw.front());
  if (hidden) header += '2';
  for (const char mark : {'-', '+'})
    if (raw.find(mark) != std::string_view::npos) header += mark;
  return header;
}

}  // namespace connections::rules
