#pragma once

#include <string>

#include "rules/book/pack.h"
#include "rules/evaluation/part_texts.h"

namespace connections::rules {

/// The first test that keeps a condition from holding, as a sentence for a person: "subject does not match /booked/".
/// Empty if it holds.
[[nodiscard]] std::string why_not(const Condition& condition, PartTexts& texts);

}  // namespace connections::rules
