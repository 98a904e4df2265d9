#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/transaction.h"

namespace connections::sync {

/// Asks a person where two feeds show one stay of the property with different guests: each such pair once, as the
/// question of the booking that was known first. Gives what was asked now. A question that no longer holds is
/// withdrawn; one that a person has answered is not asked again. For Role::kCalendar.
[[nodiscard]] Result<std::vector<std::string>> ask_about_twins(store::Transaction& calendar,
                                                               const std::string& property, Instant now);

}  // namespace connections::sync
