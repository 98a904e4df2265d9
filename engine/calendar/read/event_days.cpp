#include "calendar/read/event_days.h"

#include <fmt/format.h>

#include "calendar/read/component.h"

namespace connections::calendar {
namespace {

std::optional<Date> day_of(const icaltimetype& time) {
  if (time.month < 1 || time.day < 1) return std::nullopt;
  return make_date(time.year, static_cast<unsigned>(time.month), static_cast<unsigned>(time.day));
}

/// Wall-clock arithmetic: a stay of "P3D" from 15:00 ends at 15:00 whatever summer time does.
std::optional<Date> day_after(Date start, const icaltimetype& time, const icaldurationtype& duration) {
  using std::chrono::seconds;
  seconds length = std::chrono::days(duration.days) + std::chrono::weeks(duration.weeks) +
                   std::chrono::hours(duration.hours) + std::chrono::minutes(duration.minutes) +
                   seconds(duration.seconds);
  if (duration.is_neg != 0) length = -length;
  if (std::chrono::abs(length) > std::chrono::years(300)) return std::nullopt;
  const seconds into_day = std::chrono::hours(time.hour) + std::chrono::minutes(time.minute) + seconds(time.second);
  const auto end = std::chrono::floor<std::chrono::days>(start + into_day + length);
  const std::chrono::year_month_day day{end};
  return make_date(static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<Date> end_of(icalcomponent* event, Date start, const icaltimetype& start_time) {
  if (says(event, ICAL_DTEND_PROPERTY)) {
    const auto end = time_of(event, ICAL_DTEND_PROPERTY);
    return end ? day_of(*end) : std::nullopt;
  }
  if (!says(event, ICAL_DURATION_PROPERTY)) return start + std::chrono::days(1);
  const auto duration = duration_of(event);
  return duration ? day_after(start, start_time, *duration) : std::nullopt;
}

}  // namespace

std::expected<Days, DaysRefused> days_of(icalcomponent* event) {
  const auto time = time_of(event, ICAL_DTSTART_PROPERTY);
  const auto start = time ? day_of(*time) : std::nullopt;
  if (!start) return std::unexpected(DaysRefused{SkipReason::kNoStart, "The event has no DTSTART that can be read"});
  const auto end = end_of(event, *start, *time);
  if (!end)
    return std::unexpected(DaysRefused{SkipReason::kNoEnd, "The event has a DTEND or DURATION that cannot be read"});
  if (*end <= *start)
    return std::unexpected(
        DaysRefused{SkipReason::kNoNights,
                    fmt::format("The event starts on {} and ends on {}: no night", to_iso(*start), to_iso(*end))});
  return Days{*start, *end};
}

}  // namespace connections::calendar
