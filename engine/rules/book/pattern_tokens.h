#pragma once

#include <string_view>
#include <vector>

#include "model/part.h"

namespace connections::rules {

/// One piece of a regular expression, as far as our own checks look into it; RE2 reads the rest.
struct PatternToken {
  enum class Kind : std::uint8_t {
    kOther,   ///< literals, anchors and bars: all up to the next of another kind
    kEscape,  ///< \d \pL \x{1F} \Q…\E
    kClass,   ///< […]
    kDot,
    kOpen,   ///< ( (?: (?i: (?P<name>
    kFlags,  ///< (?i)
    kClose,
    kRepeat,  ///< * + ? {2,5}, with the ? of a lazy one
  };
  Kind kind = Kind::kOther;
  Span span;  ///< bytes of the expression
};

/// Splits an expression; one that RE2 would refuse gives tokens as well. Pure.
[[nodiscard]] std::vector<PatternToken> tokens_of(std::string_view expression);

}  // namespace connections::rules
