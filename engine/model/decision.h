#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/booking.h"
#include "model/confidence.h"

namespace connections {

enum class Verdict : std::uint8_t {
  kUpdate,  ///< write the facts to `booking`
  kReview,  ///< a person decides; `candidates` and `reasons` say why
  kWait,    ///< the feed may lag the mail: try again after the next feed refresh
  kIgnore,  ///< nothing to do (a message, a payout …); `reasons` says why
};
[[nodiscard]] std::string_view name(Verdict verdict) noexcept;  ///< "update", "review", "wait", "ignore"

/// One line of the arithmetic: positive speaks for, negative against, in log2 odds.
struct Term {
  std::string what;  ///< "code", "check_in", "prior"
  double weight = 0.0;
  std::string detail;  ///< "HMABCDE123 equals the code in the event's URL"
};

/// A booking that was weighed, and how. A vetoed one stays listed with its veto.
struct CandidateMatch {
  BookingId booking;
  double score = 0.0;  ///< sum of the terms
  std::vector<Term> terms;
  std::string veto;  ///< empty if none
};

/// Why a decision was taken, as a stable code and a sentence for a person.
struct Reason {
  std::string code;  ///< "ambiguous_dates", "not_authenticated", "person_typed", "not_in_calendar", …
  std::string message;
};

struct Decision {
  Verdict verdict = Verdict::kReview;
  BookingId booking;              ///< set for kUpdate
  std::string enrichment_reason;  ///< "Code Match", "Exact Date"; set for kUpdate
  Confidence confidence;
  std::optional<std::string> guest_name;  ///< to write; absent keeps what is there
  std::optional<int> guest_count;
  std::vector<Reason> reasons;
  std::vector<CandidateMatch> candidates;  ///< best first
};

}  // namespace connections
