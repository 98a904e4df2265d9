#pragma once

#include <vector>

#include "model/extraction.h"
#include "rules/book/pack.h"
#include "rules/evaluation/sighting.h"

namespace connections::rules {

/// A sighting with a doubt speaks with half its confidence: enough to show, not enough to act on.
inline constexpr double kDoubtWeight = 0.5;

/// Makes the fact of one field out of its sightings: evidence that is not independent is grouped, groups pool
/// by noisy-or, values compete. Sightings must be of one field and not empty.
[[nodiscard]] Fact pool(Field field, const std::vector<const Sighting*>& sightings, const Budgets& budgets);

/// "accepted by 0.60 and 0.20", as a sentence: why the fact is disputed; empty if it may be accepted.
[[nodiscard]] std::string dispute(const std::vector<Candidate>& candidates, const Budgets& budgets);

}  // namespace connections::rules
