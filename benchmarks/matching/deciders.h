#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "match/solve.h"

/// Ways to decide which stay a mail names: the product's, and the ones that it must beat.
namespace connections::match_bench {

/// Everything of one workspace at one moment.
struct Snapshot {
  match::SolveInput input;
  const match::Policy& policy;
};

/// What a decider does about the open mails of a snapshot.
struct Action {
  MessageId mail;
  enum class What : std::uint8_t { kWrite, kReview, kWait, kClose, kTakeBack } what = What::kReview;
  BookingId booking;  ///< kWrite, kTakeBack
};

struct Decider {
  std::string name;
  std::function<std::vector<Action>(const Snapshot&)> decide;
};

[[nodiscard]] Decider product();
/// First best by code then date; code only; single candidate; greedy; regret only.
[[nodiscard]] std::vector<Decider> baselines();

}  // namespace connections::match_bench
