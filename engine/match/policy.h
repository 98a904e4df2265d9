#pragma once

#include <chrono>

namespace connections::match {

/// When a mail may change a booking by itself. Start values; market.md 3.2 has their sources.
struct Policy {
  double name_at_least = 0.80;   ///< a guest name below goes to a person
  double dates_at_least = 0.80;  ///< dates below may not decide which booking it is
  /// Feeds lag mails by hours (Airbnb refreshes every 3 hours at best); so long a missing booking is waited for.
  std::chrono::hours wait{48};

  // Fellegi–Sunter: how often a true pair agrees, and a wrong one by chance. Weights are log2 of their ratios.
  double code_agree = 0.995, code_by_chance = 0.00001;
  double check_in_agree = 0.97, check_in_by_chance = 0.01;
  double check_out_agree = 0.95, check_out_by_chance = 0.20;  ///< among bookings with the same check-in
  double prior = 0.02;                                        ///< a booking among the candidates is the mail's
};

}  // namespace connections::match
