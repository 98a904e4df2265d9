#pragma once

#include <string>
#include <vector>

#include "app/corpus/corpus_score.h"
#include "model/error.h"

namespace connections::app {

/// The least that a score must reach: "guest_name=0.99/0.95" precision and recall of a field, "all=0.99/0.95" of each,
/// "confirmed=1/0.95" of mails taken as confirmed, "kind=0.97" the share of mails whose kind is right.
struct ScoreBound {
  std::string what;
  double precision = 0;
  double recall = 0;  ///< of kind: not asked
};

/// kInvalidArgument with the text that is none.
[[nodiscard]] Result<std::vector<ScoreBound>> read_bounds(const std::vector<std::string>& texts);
/// A sentence for each bound that the score is under.
[[nodiscard]] std::vector<std::string> under(const Score& score, const std::vector<ScoreBound>& bounds);

}  // namespace connections::app
