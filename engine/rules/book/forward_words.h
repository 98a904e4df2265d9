#pragma once

#include <map>
#include <memory>
#include <string>

#include "mail/forward_words.h"
#include "rules/book/locale.h"

namespace connections::rules {

/// What announces a forwarded mail, in all the languages. A month's name that two languages use for different months is
/// left out.
[[nodiscard]] std::shared_ptr<const mail::ForwardWords> forward_words_of(const std::map<std::string, Locale>& locales);

}  // namespace connections::rules
