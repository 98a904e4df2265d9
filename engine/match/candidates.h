#pragma once

#include <vector>

#include "match/matcher.h"

namespace connections::match {

/// How one booking compares with the mail.
struct Weighed {
  const Booking* booking = nullptr;
  CandidateMatch match;  ///< score, terms, veto
  bool same_code = false;
  bool same_dates = false;  ///< both days, exactly
  [[nodiscard]] bool vetoed() const noexcept { return !match.veto.empty(); }
};

/// Weighs every booking of the mail's platform, best first (score, then id: never by address). Bookings that a rule
/// forbids stay listed with their veto, so that a person sees why.
[[nodiscard]] std::vector<Weighed> weigh(const MatchInput& input, const Policy& policy);

}  // namespace connections::match
