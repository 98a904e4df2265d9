#pragma once

#include <vector>

#include "model/extraction.h"
#include "rules/evaluation/sighting.h"

namespace connections::rules {

/// Settles guessed years of one stay against each other: a check-out without a year lies behind its check-in.
void agree_on_years(std::vector<Sighting>& sightings);

/// A weekday that contradicts one date of a rule's match speaks against the match as a whole. Where another rule
/// confirms that date, the match's other date is believed again, though less: its doubt is lifted.
void lift_confirmed_doubts(std::vector<Sighting>& sightings);

/// Whether the mail gives any day of the stay without its year.
[[nodiscard]] bool guesses_a_year(const std::vector<Sighting>& sightings);

/// Disputes dates that contradict each other or the number of nights. A contradiction is shown, never resolved
/// by choosing.
void check_dates(std::vector<Fact>& facts);

}  // namespace connections::rules
