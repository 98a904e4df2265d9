#pragma once

#include <memory>
#include <optional>
#include <string>

#include <libical/ical.h>

/// The little of libical that feeds need, with what libical leaves unchecked: a property whose VALUE parameter
/// names another type holds another member of a union.
namespace connections::calendar {

struct FreeComponent {
  void operator()(icalcomponent* component) const noexcept { icalcomponent_free(component); }
};
using ComponentPtr = std::unique_ptr<icalcomponent, FreeComponent>;

/// Parses unfolded text that has passed check_envelope. Null if libical gives up. Any thread.
[[nodiscard]] ComponentPtr parse_component(const std::string& unfolded);

/// The first property of that kind as valid UTF-8 without control characters (but line feeds and tabs),
/// trimmed; empty if there is none.
[[nodiscard]] std::string text_of(icalcomponent* component, icalproperty_kind kind);
/// The value of the first X- property of that name, cleaned; empty if there is none.
[[nodiscard]] std::string text_of_x(icalcomponent* component, const char* name);
[[nodiscard]] int sequence_of(icalcomponent* component);  ///< 0 if it says none

/// Whether the component has the property, even with a value that libical could not read and dropped.
[[nodiscard]] bool says(icalcomponent* component, icalproperty_kind kind);

[[nodiscard]] std::optional<icaltimetype> time_of(icalcomponent* component, icalproperty_kind kind);
[[nodiscard]] std::optional<icaldurationtype> duration_of(icalcomponent* component);

}  // namespace connections::calendar
