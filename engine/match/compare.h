#pragma once

#include <span>
#include <vector>

#include "match/listings.h"
#include "match/names.h"
#include "match/policy.h"
#include "match/story.h"
#include "model/decision.h"

namespace connections::match {

/// How one booking compares with a reservation.
struct Weighed {
  const Booking* booking = nullptr;
  CandidateMatch match;  ///< score, terms, veto
  bool same_code = false;
  bool same_dates = false;  ///< both days, exactly
  bool same_phone = false;
  NameAgreement feed_name = NameAgreement::kNone;  ///< with the name that the feed shows
  bool other_name = false;                         ///< the feed names another guest
  bool contradicted = false;  ///< vetoed by something that says it is another guest's or another place's stay
  ListingFit listing = ListingFit::kUnknown;
  [[nodiscard]] bool vetoed() const noexcept { return !match.veto.empty(); }
};

/// Weighs the bookings of feeds that could hold the reservation, best first (score, then id: never by address).
/// Bookings that a rule forbids stay listed with their veto, so that a person sees why.
[[nodiscard]] std::vector<Weighed> weigh(const Reservation& reservation, std::span<const Booking> bookings,
                                         const Listings& listings, const Policy& policy);

/// Whether two codes are of one kind, so that their difference says something: "HMAAAAAAA1" and "HMBBBBBBB2".
[[nodiscard]] bool same_kind_of_code(std::string_view a, std::string_view b);

}  // namespace connections::match
