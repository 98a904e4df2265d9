#include "calendar/read/component.h"

#include <mutex>
#include <string_view>

#include "model/unicode.h"

namespace connections::calendar {
namespace {

icalvalue* value_of(icalcomponent* component, icalproperty_kind kind) {
  icalproperty* property = icalcomponent_get_first_property(component, kind);
  return property == nullptr ? nullptr : icalproperty_get_value(property);
}

/// Feeds in other charsets and with stray control characters exist; the database takes neither.
std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::take(text, at);
    if (c >= 0x20 ? c != 0x7F : c == '\n' || c == '\t') unicode::append(out, c);
  }
  const std::size_t first = out.find_first_not_of(" \t\n");
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(" \t\n") - first + 1);
}

/// libical replaces what it cannot read by X-LIC-ERROR "… in DTEND property. …".
bool dropped(icalcomponent* component, icalproperty_kind kind) {
  const std::string words = std::string(" ") + icalproperty_kind_to_string(kind) + " property";
  for (icalproperty* error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); error != nullptr;
       error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
    icalvalue* value = icalproperty_get_value(error);
    const char* text = value == nullptr ? nullptr : icalvalue_get_text(value);
    if (text != nullptr && std::string_view(text).find(words) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

ComponentPtr parse_component(const std::string& unfolded) {
  static std::once_flag once;
  std::call_once(once, [] {
    icalerror_set_errors_are_fatal(0);  // else libical may abort() on a bad value
  });
  return ComponentPtr(icalparser_parse_string(unfolded.c_str()));
}

std::string text_of(icalcomponent* component, icalproperty_kind kind) {
  icalvalue* value = value_of(component, kind);
  if (value == nullptr) return {};
  if (icalvalue_isa(value) == ICAL_TEXT_VALUE) {
    const char* text = icalvalue_get_text(value);
    return text == nullptr ? std::string() : cleaned(text);
  }
  char* text = icalvalue_as_ical_string_r(value);
  if (text == nullptr) return {};
  std::string out = cleaned(text);
  icalmemory_free_buffer(text);
  return out;
}

std::string text_of_x(icalcomponent* component, const char* name) {
  for (icalproperty* one = icalcomponent_get_first_property(component, ICAL_X_PROPERTY); one != nullptr;
       one = icalcomponent_get_next_property(component, ICAL_X_PROPERTY)) {
    const char* found = icalproperty_get_x_name(one);
    if (found == nullptr || std::string_view(found) != name) continue;
    char* text = icalproperty_get_value_as_string_r(one);
    if (text == nullptr) return {};
    std::string out = cleaned(text);
    icalmemory_free_buffer(text);
    return out;
  }
  return {};
}

int sequence_of(icalcomponent* component) {
  icalvalue* value = value_of(component, ICAL_SEQUENCE_PROPERTY);
  return value != nullptr && icalvalue_isa(value) == ICAL_INTEGER_VALUE ? icalvalue_get_integer(value) : 0;
}

bool says(icalcomponent* component, icalproperty_kind kind) {
  return icalcomponent_get_first_property(component, kind) != nullptr || dropped(component, kind);
}

std::optional<icaltimetype> time_of(icalcomponent* component, icalproperty_kind kind) {
  icalvalue* value = value_of(component, kind);
  if (value == nullptr) return std::nullopt;
  if (icalvalue_isa(value) == ICAL_DATE_VALUE) return icalvalue_get_date(value);
  if (icalvalue_isa(value) == ICAL_DATETIME_VALUE) return icalvalue_get_datetime(value);
  return std::nullopt;
}

std::optional<icaldurationtype> duration_of(icalcomponent* component) {
  icalvalue* value = value_of(component, ICAL_DURATION_PROPERTY);
  if (value == nullptr || icalvalue_isa(value) != ICAL_DURATION_VALUE) return std::nullopt;
  const icaldurationtype duration = icalvalue_get_duration(value);
  if (icaldurationtype_is_bad_duration(duration)) return std::nullopt;
  return duration;
}

}  // namespace connections::calendar
