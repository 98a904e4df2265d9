#pragma once

#include <span>
#include <string>

#include "match/policy.h"
#include "model/booking.h"
#include "model/decision.h"
#include "model/extraction.h"
#include "model/time.h"

namespace connections::match {

/// Everything a decision leans on. Pure values: the same input gives the same decision.
struct MatchInput {
  const Extraction& facts;
  bool authenticated = false;  ///< the border says the platform sent it, from a trusted domain
  std::string authentication;  ///< why (not), one sentence
  Instant received;
  Instant now;
  std::span<const Booking> bookings;  ///< candidates of this workspace; others are never shown to the matcher
};

/// UPDATE only where nothing speaks against it and exactly one booking qualifies, by code or by exact dates;
/// everything else that is about a stay is for a person, with its reasons. A value that a person typed is never
/// replaced. WAIT where the feed may lag the mail.
[[nodiscard]] Decision decide(const MatchInput& input, const Policy& policy = {});

}  // namespace connections::match
