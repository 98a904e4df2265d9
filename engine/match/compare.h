#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "match/booking_index.h"
#include "match/listings.h"
#include "match/names.h"
#include "match/policy.h"
#include "match/story.h"
#include "model/decision.h"

namespace connections::match {

/// How one booking compares with a reservation.
struct Weighed {
  const Booking* booking = nullptr;
  std::size_t position = 0;                ///< in the bookings
  double score = 0;                        ///< bits: prior and what each comparison is worth
  std::array<int, kComparisons> distance;  ///< by Comparison; kMissing
  const Veto* veto = nullptr;              ///< the first that holds
  const Booking* twin = nullptr;           ///< the stay of another feed that stands for this one too
  std::string forbidden;                   ///< why, where no rule says so: a person's word, or what its twin shows
  bool same_code = false;
  bool same_dates = false;  ///< both days, exactly
  bool same_phone = false;
  bool contradicted = false;  ///< vetoed by something that says it is another guest's or another place's stay
  NameAgreement feed_name = NameAgreement::kNone;  ///< with the name that the feed shows
  std::string_view feed_guest;  ///< the guest that the feed names or seems to name; empty: none. Of the index
  bool other_name = false;      ///< that is another guest
  ListingFit listing = ListingFit::kUnknown;
  [[nodiscard]] bool vetoed() const noexcept { return veto != nullptr || twin != nullptr || !forbidden.empty(); }
  [[nodiscard]] int of(Comparison what) const { return distance[static_cast<std::size_t>(what)]; }
};

struct Weighing {
  std::vector<Weighed> stays;  ///< best first: allowed before forbidden, score, id; never by address
  std::size_t near = 0;        ///< stays that could be meant
};

/// Weighs the bookings of feeds that could hold the reservation. Listed are those that could still be it, those with
/// its code or exactly its days or its name, and the best few of the others; the forbidden ones too, so that a person
/// sees why.
[[nodiscard]] Weighing weigh(const Reservation& reservation, const BookingIndex& index, const Listings& listings,
                             const MatchRules& rules);

/// Bits of the prior: more stays near the days, more evidence needed.
[[nodiscard]] double prior_bits(const MatchRules& rules, std::size_t near);

/// What each comparison gave, by Comparison: 0 where it gave nothing, or a stronger one of its group counts instead.
[[nodiscard]] std::array<double, kComparisons> bits_of(const MatchRules& rules,
                                                       const std::array<int, kComparisons>& distance);

}  // namespace connections::match
