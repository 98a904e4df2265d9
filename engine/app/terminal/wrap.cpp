#include "app/terminal/wrap.h"

#include <algorithm>

#include "view/table.h"

namespace connections::app {
namespace {

/// Where to go on after a line: below its description, if it has one, else below its first word.
std::size_t indent_of(std::string_view line, std::size_t description) {
  const auto first = std::min(line.find_first_not_of(' '), line.size());
  if (first == 0 || line.size() <= description) return first;
  const bool described = first >= description || line[description - 1] == ' ';
  return described ? description : first;
}

/// The last space that leaves at most `room` columns before it; npos if no word ends there.
std::size_t last_break(std::string_view line, std::size_t room) {
  const auto first = line.find_first_not_of(' ');
  auto at = line.rfind(' ');
  while (at != std::string_view::npos && at > first && view::display_width(line.substr(0, at)) > room)
    at = line.rfind(' ', at - 1);
  return at == std::string_view::npos || at < first ? std::string_view::npos : at;
}

void append_wrapped(std::string& out, std::string_view line, std::size_t columns, std::size_t description) {
  const std::size_t indent = indent_of(line, description);
  std::size_t room = columns;
  while (view::display_width(line) > room) {
    const auto at = last_break(line, room);
    if (at == std::string_view::npos) break;
    out.append(line.substr(0, at)).append("\n").append(indent, ' ');
    line.remove_prefix(at + 1);
    room = columns - indent;
  }
  out.append(line);
}

}  // namespace

std::string wrap_lines(std::string_view text, std::size_t columns, std::size_t description) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    append_wrapped(out, text.substr(0, end), columns, description);
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace connections::app
