#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace connections {

/// A civil day without zone: what stays are counted in. A check-in never shifts with a time zone.
using Date = std::chrono::sys_days;

/// A moment in UTC, whole seconds. "Now" is always a parameter of this type; only app/ and server/
/// read a clock.
using Instant = std::chrono::sys_seconds;

/// "2026-06-12". Years 1900 to 2199 only: anything else in a mail or a feed is a mistake.
[[nodiscard]] std::string to_iso(Date date);
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text);

/// The date if it exists in the calendar and lies in 1900–2199.
[[nodiscard]] std::optional<Date> make_date(int year, unsigned month, unsigned day);

/// "2026-06-12T09:00:00Z"; parsing also takes an offset ("+02:00") and fractions, which are cut.
[[nodiscard]] std::string to_rfc3339(Instant instant);
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

/// The UTC day of a moment.
[[nodiscard]] inline Date day_of(Instant instant) { return std::chrono::floor<std::chrono::days>(instant); }

}  // namespace connections
