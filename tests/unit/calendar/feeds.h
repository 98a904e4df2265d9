#pragma once

#include <string>
#include <string_view>

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

}  // namespace connections::calendar::test
