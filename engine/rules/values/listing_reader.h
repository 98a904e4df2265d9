#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/book/locale.h"

namespace connections::rules {

/// The text, tidied, if it can be a listing's name. A label's word, a date or a range of dates is none; then `refusal`,
/// if given, says why.
[[nodiscard]] std::optional<std::string> read_listing(std::string_view text, const Locales& words,
                                                      std::string* refusal = nullptr);

}  // namespace connections::rules
