#pragma once

#include <string>

#include "match/compare.h"

namespace connections::match {

/// Why the stay is forbidden, one sentence; empty: it is not.
[[nodiscard]] std::string veto_of(const Weighed& one, const Reservation& reservation);

/// The arithmetic of one stay in words. `near` is Weighing::near.
[[nodiscard]] CandidateMatch describe(const Weighed& one, const Reservation& reservation, std::size_t near,
                                      const MatchRules& rules);

}  // namespace connections::match
