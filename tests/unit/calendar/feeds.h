#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "calendar/read/feed_reader.h"
#include "rules/language/load_feed_words.h"

namespace connections::calendar::test {

/// A calendar around events; every feed of these tests is invented.
inline std::string calendar(const std::string& inside) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Invented//EN\r\n" + inside + "END:VCALENDAR\r\n";
}

inline std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }

/// "20260612", "20260615".
inline std::string stay(const std::string& uid, const std::string& from, const std::string& to,
                        const std::string& summary = "Reserved", const std::string& more = "") {
  return event("UID:" + uid + "\r\nDTSTART;VALUE=DATE:" + from + "\r\nDTEND;VALUE=DATE:" + to +
               "\r\nSUMMARY:" + summary + "\r\n" + more);
}

/// The shipped words.
inline const rules::FeedWords& words() {
  static const rules::FeedWords loaded =
      rules::load_feed_words(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules").value();
  return loaded;
}

inline Result<Feed> read(std::string_view ics, std::string_view platform, std::string_view time_zone = {}) {
  return read_feed(ics, {.platform = platform, .words = words(), .time_zone = time_zone});
}

}  // namespace connections::calendar::test
