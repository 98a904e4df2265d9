#pragma once

#include <string>

#include "model/time.h"

namespace connections::calendar {

/// Whether the system's zone database knows the name, "Europe/Paris". Any thread.
[[nodiscard]] bool is_time_zone(const std::string& name);

/// The day at that moment in the zone; in UTC if the zone is empty or unknown. Any thread.
[[nodiscard]] Date local_day(Instant at, const std::string& zone);

}  // namespace connections::calendar
