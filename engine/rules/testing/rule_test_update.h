#pragma once

#include <span>
#include <string>

#include "rules/testing/rule_test.h"

namespace connections::rules {

/// The text of a test file with the wrong values of its failed cases replaced by what came; everything else,
/// comments and layout too, stays as it was. `changed` counts the replacements. What is not a replacement of one
/// scalar on one line (a missing or unwanted fact, a block) is left for a person. Cases of other files and todos
/// are passed over. Pure.
[[nodiscard]] std::string updated_rule_test(std::string text, const std::string& shown,
                                            std::span<const CaseResult> results, std::size_t& changed);

}  // namespace connections::rules
