#pragma once

#include <optional>
#include <string_view>

#include "model/part.h"

namespace connections::rules {

/// The first repeat without an upper bound of something that also matches line ends: `(?s).*`, `[^<]+`, `[\s\S]*`,
/// `(?:.|\n)*`. Over a body it runs to the end of the mail from every place where it may begin, and joins a label with
/// a value far below it. Pure.
[[nodiscard]] std::optional<Span> unbounded_gap(std::string_view expression);

/// The first repeat of nearly every character of a line that counts far: `[^\n]{1,80}`. Each of its places is a state
/// of its own for RE2, with whatever else is under way there; `[^\n]+` is one. Pure.
[[nodiscard]] std::optional<Span> long_count(std::string_view expression);

}  // namespace connections::rules
