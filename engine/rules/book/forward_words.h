#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mail/forward/forward_words.h"
#include "rules/book/pack.h"

namespace connections::rules {

/// What announces a forwarded mail, in all the languages; a month's name that two languages use for different months is
/// left out. A sender is a platform's if it is of a trusted domain, or if a test of `from.address` that recognises the
/// platform holds.
[[nodiscard]] std::shared_ptr<const mail::ForwardWords> forward_words_of(const std::map<std::string, Locale>& locales,
                                                                         const std::vector<Platform>& platforms);

}  // namespace connections::rules
