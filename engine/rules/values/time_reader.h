#pragma once

#include <optional>
#include <string_view>

#include "model/value.h"
#include "rules/book/locale.h"

namespace connections::rules {

/// "15:00", "3 PM", "16h30", "15.00 Uhr", "午後3:00".
[[nodiscard]] std::optional<TimeOfDay> read_time(std::string_view text, const Locales& locales);

}  // namespace connections::rules
