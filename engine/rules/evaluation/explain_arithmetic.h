#pragma once

#include <string>

#include "model/extraction.h"

namespace connections::rules {

/// The shortest text that reads back as exactly this number.
[[nodiscard]] std::string shortest(double value);
/// "1 − (1−0.95)·(1−0.8) = 0.99": one factor a group of evidence.
[[nodiscard]] std::string pooled_terms(const Candidate& candidate);
/// "0.9·(1−0.6) / (0.36 + 0.06 + none 0.04) = …": the winner's share among all values and none of them.
[[nodiscard]] std::string share_terms(const Fact& fact);

}  // namespace connections::rules
