#include "calendar/read/unfold.h"

namespace connections::calendar {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::size_t after_line_break(std::string_view text, std::size_t at) {
  return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? at + 2 : at + 1;
}

}  // namespace

std::string unfold(std::string_view ics) {
  if (ics.starts_with(kByteOrderMark)) ics.remove_prefix(kByteOrderMark.size());
  std::string out;
  out.reserve(ics.size() + 1);
  for (std::size_t at = 0; at < ics.size();) {
    if (ics[at] != '\r' && ics[at] != '\n') {
      out += ics[at++];
      continue;
    }
    at = after_line_break(ics, at);
    const bool folded = at < ics.size() && (ics[at] == ' ' || ics[at] == '\t');
    if (folded) {
      ++at;
    } else {
      out += '\n';
    }
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

}  // namespace connections::calendar
