#pragma once

#include <optional>
#include <string>

#include "rules/book/pack.h"
#include "rules/evaluation/part_texts.h"

namespace connections::rules {

/// What a condition that holds says: how sure, if it or one of its children names a confidence, and because of
/// what ("subject: Reservation confirmed").
struct Holds {
  std::optional<Confidence> confidence;
  std::string because;
};

/// Tests a condition. Expressions look at text that the platform speaks, never at a guest's or quoted words.
[[nodiscard]] std::optional<Holds> holds(const Condition& condition, PartTexts& texts);

}  // namespace connections::rules
