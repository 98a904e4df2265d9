#pragma once

#include <string>

namespace connections::calendar {

/// Whether the system's zone database knows the name, "Europe/Paris". Any thread.
[[nodiscard]] bool is_time_zone(const std::string& name);

}  // namespace connections::calendar
