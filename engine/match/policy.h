#pragma once

#include <chrono>
#include <cmath>

namespace connections::match {

/// How much each comparison speaks for (+) or against (−) a stay, in log2 odds. One table, in the order in which the
/// comparisons are made; start values, see engine/match/README.md for where they come from.
struct Bits {
  double code_same = 16;
  double check_in_same = 6, check_in_near = -1, check_in_other = -7;  ///< near: one day apart
  double check_out_same = 5, check_out_near = -1, check_out_other = -6;
  double phone_same = 8, phone_other = -2;                  ///< last four digits; guests change numbers
  double name_full = 6, name_first = 4, name_initials = 2;  ///< against the name that the feed shows
  double listing_known = 6;    ///< the listing is known to be this property (feed, learned link, person)
  double listing_similar = 4;  ///< the property is called like the listing, and no other is
  double listing_only = 2;     ///< no other listing could be meant
  double shown_before = -4;    ///< the feed showed the stay before the reservation was announced
  double prior = -1;           ///< and −log2(candidates + 1): the more stays, the more evidence is needed
};

/// When a mail may change a booking by itself.
struct Policy {
  double name_at_least = 0.80;   ///< a guest name below goes to a person
  double dates_at_least = 0.80;  ///< dates below may not decide which booking it is
  /// Feeds lag mails by hours (Airbnb refreshes every 3 hours at best); so long a missing booking is waited for.
  std::chrono::hours wait{48};
  std::chrono::hours before{6};  ///< a stay seen in the feed so long before its mail is older than the reservation
  Bits bits{};
  /// A wrong name costs so many reviews; an update needs odds above it.
  double wrong_cost = 1000, review_cost = 1;
  [[nodiscard]] double update_at() const { return std::log2(wrong_cost / review_cost); }
  double review_at = -2;             ///< bits below which a stay is no candidate
  std::size_t component_limit = 64;  ///< reservations solved together; a larger group is for a person
};

}  // namespace connections::match
