#pragma once

#include <optional>
#include <vector>

#include "model/extraction.h"
#include "model/time.h"
#include "rules/evaluation/sighting.h"

namespace connections::rules {

/// Decides the order of day and month of all-numeric dates that have two readings ("06/05/2026"), where the mail proves
/// one: another date of it whose numbers allow only one order, the same day in words, the number of nights, or that
/// only one order makes a stay of check-in and check-out that may begin then. The other reading is dropped. What stays
/// undecided keeps both, each with its doubt, so that it is disputed; the problem returned for it names both days.
/// `earliest` is the first day on which the stay of such a mail can begin; without it any day is possible.
[[nodiscard]] std::vector<Problem> settle_date_orders(std::vector<Sighting>& sightings,
                                                      std::optional<Date> earliest = std::nullopt);

}  // namespace connections::rules
