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

bool is_midnight(const icaltimetype& time) { return time.hour == 0 && time.minute == 0 && time.second == 0; }

/// Whether both ends are days written as midnight in UTC.
bool are_written_days(const icaltimetype& start, const std::optional<icaltimetype>& end) {
  return is_midnight(start) && (!end || is_midnight(*end));
}

std::unexpected<DaysRefused> refused(SkipReason reason, std::string message) {
  return std::unexpected(DaysRefused{reason, std::move(message)});
}

}  // namespace

std::expected<Days, DaysRefused> days_of(icalcomponent* event, const LocalZone& zone) {
  auto start_time = time_of(event, ICAL_DTSTART_PROPERTY);
  auto end_time = time_of(event, ICAL_DTEND_PROPERTY);
  if (start_time && !are_written_days(*start_time, end_time)) {
    start_time = zone.local(*start_time);
    if (end_time) end_time = zone.local(*end_time);
  }
  const auto start = start_time ? day_of(*start_time) : std::nullopt;
  if (!start) return refused(SkipReason::kNoStart, "The event has no DTSTART that can be read");
  std::optional<Date> end = *start + std::chrono::days(1);
  if (says(event, ICAL_DTEND_PROPERTY)) {
    end = end_time ? day_of(*end_time) : std::nullopt;
  } else if (says(event, ICAL_DURATION_PROPERTY)) {
    const auto duration = duration_of(event);
    end = duration ? day_after(*start, *start_time, *duration) : std::nullopt;
  }
  if (!end) return refused(SkipReason::kNoEnd, "The event has a DTEND or DURATION that cannot be read");
  if (*end <= *start)
    return refused(SkipReason::kNoNights,
                   fmt::format("The event starts on {} and ends on {}: no night", to_iso(*start), to_iso(*end)));
  return Days{*start, *end};
}

}  // namespace connections::calendar
