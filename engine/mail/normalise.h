#pragma once

#include <string>
#include <string_view>

#include "mail/offset_map.h"

namespace connections::mail {

struct NormalisedText {
  std::string text;
  OffsetMap offsets;  ///< byte of `text` → byte of the input
};

/// Makes text that rules can trust: valid UTF-8 (broken bytes become U+FFFD), '\n' line ends, every kind of
/// space a plain one, zero-width, bidi and soft-hyphen characters gone, no spaces at line ends. Runs of spaces
/// inside a line stay: two-column layouts need them. Idempotent.
[[nodiscard]] NormalisedText normalise(std::string_view text);

}  // namespace connections::mail
