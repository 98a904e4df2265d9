#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/value.h"
#include "rules/book/locale.h"

namespace connections::rules {

/// "$1,234.56", "1.964,39 €", "₱49,878.59 PHP", "¥ 35,491", "-3,45 $". A separator with two digits behind it is
/// the decimal one, with three it parts thousands. `currency` serves where the text names none, or only "$".
[[nodiscard]] std::optional<Money> read_money(std::string_view text, const std::string& currency,
                                              const Locales& locales);

}  // namespace connections::rules
