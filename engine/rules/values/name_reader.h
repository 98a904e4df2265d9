#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/book/locale.h"

namespace connections::rules {

/// White space folded, ends trimmed, and the '*' of a mail program's bold taken off.
[[nodiscard]] std::string tidy_text(std::string_view text);

/// The text, tidied and without a form of address beside it ("Frau", "さん"), if it can be a person's name in any
/// script (`why_no_name`). Otherwise nothing, and `refusal`, if given, says why. `words` are those of all locales.
[[nodiscard]] std::optional<std::string> read_name(std::string_view text, const Locales& words,
                                                   std::string* refusal = nullptr);

/// Whether `shorter` holds the first words of `longer`: "Ada" of "Ada Example Byron". Folded comparison.
[[nodiscard]] bool is_start_of_name(std::string_view shorter, std::string_view longer);

}  // namespace connections::rules
