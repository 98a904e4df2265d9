#pragma once

#include <string>
#include <string_view>

#include "rules/values/word_kinds.h"

namespace connections::rules {

/// Why a tidied text is not a person's name, as a sentence; empty if it may be one. Every source of names asks: rules,
/// and the code of parsers. `words` are those of all locales. Refused are digits, links and markup, labels, languages,
/// countries and the like (word_kinds.h), words of templates and platforms, places with their country, sentences, and
/// what is too long. A wrong name is worse than a missing one. Pure.
[[nodiscard]] std::string why_no_name(std::string_view name, const Locales& words,
                                      Addressed addressed = Addressed::kNo);

}  // namespace connections::rules
