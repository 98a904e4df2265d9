#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <libical/ical.h>

#include "model/time.h"

namespace connections::calendar {

/// The zone of a property: UTC times of a feed become days there. Not owning: libical's zones live as long as the
/// process.
class LocalZone {
 public:
  LocalZone() = default;  ///< days are the ones written
  /// Empty name: no zone. Nothing if the system's zone database has no zone of that name.
  [[nodiscard]] static std::optional<LocalZone> named(const std::string& name);

  [[nodiscard]] bool known() const noexcept { return zone_ != nullptr; }
  /// The time in the zone if it is UTC, else as written.
  [[nodiscard]] icaltimetype local(const icaltimetype& time) const;

 private:
  icaltimezone* zone_ = nullptr;
};

}  // namespace connections::calendar
