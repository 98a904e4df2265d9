#include "calendar/read/content_lines.h"

#include <algorithm>
#include <array>

#include "calendar/limits.h"

namespace connections::calendar {
namespace {

/// Property names are short; a longer one is none that is needed.
constexpr std::size_t kLongestName = 32;
constexpr std::size_t kLongestParameter = 128;
constexpr std::size_t kLocalTime = 15;  ///< "20260612T150000"

/// Components keep their text; they were checked before (envelope.h).
constexpr std::array<std::string_view, 15> kRead{"BEGIN",    "END",      "UID",      "DTSTART",       "DTEND",
                                                 "DURATION", "SEQUENCE", "SUMMARY",  "DESCRIPTION",   "URL",
                                                 "STATUS",   "METHOD",   "LOCATION", "X-WR-TIMEZONE", "X-WR-CALNAME"};

struct Presence {
  std::string_view property;
  std::string_view line;
};
/// That an event repeats is all that is asked of these.
constexpr std::array<Presence, 3> kPresent{{{"RRULE", "RRULE:FREQ=DAILY;COUNT=2\n"},
                                            {"RDATE", "RDATE:20000101T000000Z\n"},
                                            {"RECURRENCE-ID", "RECURRENCE-ID:20000101T000000Z\n"}}};

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

/// Where the next ';' or ':' outside of quotes stands, or the end.
std::size_t end_of_part(std::string_view line, std::size_t at) {
  bool quoted = false;
  for (; at < line.size(); ++at) {
    if (line[at] == '"') quoted = !quoted;
    if (!quoted && (line[at] == ';' || line[at] == ':')) return at;
  }
  return at;
}

std::string_view cut(std::string_view value) {
  if (value.size() <= kMaxLineBytes) return value;
  std::size_t end = kMaxLineBytes;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  while (end > 0 && value[end - 1] == '\\') --end;  // half an escape
  return value.substr(0, end);
}

bool is_read_parameter(std::string_view parameter) {
  if (parameter.size() > kLongestParameter) return false;
  const std::string name = upper(parameter.substr(0, parameter.find('=')));
  return name == "VALUE" || name == "TZID";
}

/// "TZID=UTC", with or without quotes.
bool is_utc(std::string_view parameter) {
  std::string zone = upper(parameter.substr(std::min(parameter.find('='), parameter.size() - 1) + 1));
  std::erase(zone, '"');
  return zone == "UTC" || zone == "ETC/UTC" || zone == "GMT" || zone == "Z";
}

void add_line(std::string_view line, std::string& out) {
  const std::size_t name_end = std::min(line.find_first_of(":;"), line.size());
  if (name_end == line.size() || name_end > kLongestName) return;
  const std::string name = upper(line.substr(0, line.find_last_not_of(" \t", name_end - 1) + 1));
  for (const Presence& one : kPresent)
    if (name == one.property) return void(out += one.line);
  if (std::ranges::find(kRead, name) == kRead.end()) return;
  out += name;
  std::size_t at = name_end;
  bool value_said = false;
  bool zone_said = false;
  bool utc = false;
  while (at < line.size() && line[at] == ';') {
    const std::size_t end = end_of_part(line, at + 1);
    const std::string_view parameter = line.substr(at + 1, end - at - 1);
    if (is_read_parameter(parameter)) {
      const bool zone = parameter.front() == 'T' || parameter.front() == 't';
      bool& said = zone ? zone_said : value_said;
      utc |= zone && !said && is_utc(parameter);
      if (!said && !(zone && utc)) out.append(";").append(parameter);
      said = true;
    }
    at = end;
  }
  out += ':';
  if (at < line.size()) out += cut(line.substr(at + 1));
  const bool local_time = line.size() > kLocalTime && line[line.size() - 7] == 'T' && line.back() != 'Z';
  if (utc && local_time && name.starts_with("DT")) out += 'Z';
  out += '\n';
}

}  // namespace

std::string needed_lines(std::string_view unfolded) {
  std::string out;
  out.reserve(unfolded.size());
  while (!unfolded.empty()) {
    const std::size_t end = std::min(unfolded.find('\n'), unfolded.size());
    add_line(unfolded.substr(0, end), out);
    unfolded.remove_prefix(std::min(end + 1, unfolded.size()));
  }
  return out;
}

}  // namespace connections::calendar
