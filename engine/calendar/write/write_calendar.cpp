#include <algorithm>
#include <memory>

#include <libical/ical.h>

#include "calendar/read/component.h"
#include "calendar/write/outgoing.h"

namespace connections::calendar {
namespace {

constexpr const char* kProduct = "-//Connections//Stays//EN";
constexpr const char* kRefresh = "PT15M";  ///< as often as feeds are read

struct FreeText {
  void operator()(char* text) const noexcept { icalmemory_free_buffer(text); }
};

void add(icalcomponent* component, icalproperty* property) { icalcomponent_add_property(component, property); }

/// On one line; libical escapes backslashes in the values of X- properties, and leaves commas as they are.
std::string one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

void add_x(icalcomponent* component, const char* name, const std::string& value) {
  icalproperty* property = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(property, name);
  add(component, property);
}

icaltimetype day(Date date) {
  const std::chrono::year_month_day parts{date};
  icaltimetype out = icaltime_null_date();
  out.year = static_cast<int>(parts.year());
  out.month = static_cast<int>(static_cast<unsigned>(parts.month()));
  out.day = static_cast<int>(static_cast<unsigned>(parts.day()));
  return out;
}

icaltimetype moment(Instant at) {
  return icaltime_from_timet_with_zone(at.time_since_epoch().count(), 0, icaltimezone_get_utc_timezone());
}

void add_event(icalcomponent* calendar, const OutgoingStay& stay, ShareProfile profile) {
  const Booking& booking = stay.booking;
  const OutgoingText text = outgoing_text(stay, profile);
  icalcomponent* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  add(event, icalproperty_new_uid((booking.id.value + "@connections").c_str()));
  add(event, icalproperty_new_dtstamp(moment(booking.first_seen)));
  add(event, icalproperty_new_sequence(static_cast<int>(booking.version)));
  add(event, icalproperty_new_dtstart(day(booking.check_in)));
  add(event, icalproperty_new_dtend(day(booking.check_out)));
  add(event, icalproperty_new_summary(text.summary.c_str()));
  if (!text.description.empty()) add(event, icalproperty_new_description(text.description.c_str()));
  icalcomponent_add_component(calendar, event);
}

}  // namespace

std::string write_calendar(std::span<const OutgoingStay> stays, ShareProfile profile, const std::string& title) {
  const ComponentPtr calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  add(calendar.get(), icalproperty_new_version("2.0"));
  add(calendar.get(), icalproperty_new_prodid(kProduct));
  add_x(calendar.get(), "X-WR-CALNAME", one_line(title));
  add(calendar.get(), icalproperty_new_refreshinterval(icaldurationtype_from_string(kRefresh)));
  add_x(calendar.get(), "X-PUBLISHED-TTL", kRefresh);
  for (const OutgoingStay& stay : stays) add_event(calendar.get(), stay, profile);
  const std::unique_ptr<char, FreeText> text(icalcomponent_as_ical_string_r(calendar.get()));
  return text.get();
}

}  // namespace connections::calendar
