#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "match/assignment.h"
#include "match/compare.h"
#include "match/story.h"

namespace connections::match {

/// One reservation while it is being decided.
struct Case {
  Reservation reservation;
  const MatchRules* rules = nullptr;  ///< of its platform
  Weighing weighing;
  std::vector<Reason> doubts;      ///< why its mail may not decide at all
  bool contends = false;           ///< may take a stay, so that others may not
  bool by_code_only = false;       ///< it lost the stay that it named: only a code may name another
  const Booking* named = nullptr;  ///< carries its name now, from a mail
  bool read_otherwise = false;     ///< `named` carries what its mail wrote, which is read otherwise now
  const Booking* lost = nullptr;   ///< its feed took the name away, and would give it back if the stay returned
  std::optional<Assigned> assigned;
  const Weighed* target = nullptr;                         ///< of `assigned`
  std::map<const Booking*, std::set<std::string>> rivals;  ///< other guests who could have the same stay, by stay
  bool stay_was_replaced = false;  ///< the target has the days of a stay that left since, and may have been meant

  [[nodiscard]] const Weighed* weighed_of(const BookingId& id) const {
    for (const Weighed& one : weighing.stays)
      if (one.booking->id == id) return &one;
    return nullptr;
  }
  /// Whether the stay is one that the reservation could get.
  [[nodiscard]] bool wants(const Weighed& stay) const {
    return contends && !stay.vetoed() && (!by_code_only || stay.same_code);
  }
};

/// Why the mail that speaks for the reservation may not change a booking; empty: it may.
[[nodiscard]] std::vector<Reason> doubts_of(const StoryMail& mail, const MatchRules& rules, const Platforms& platforms);

/// The decision about the mail that speaks for the reservation, once stays are assigned.
/// `calendars_complete`: as in SolveInput.
[[nodiscard]] Decision decide_case(const Case& one, const Listings& listings, Instant now, bool calendars_complete);

/// The decision about a mail that does not speak for its reservation. `speaker` is the speaker's verdict, if it has
/// one.
[[nodiscard]] Decision decide_other(const Case& one, const StoryMail& mail, const std::optional<Verdict>& speaker,
                                    bool taken_back);

}  // namespace connections::match
