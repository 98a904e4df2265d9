#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "rules/book/locale.h"

namespace connections::rules {

/// How many of each kind of people a text names, in the order of PartyWord. What it does not name stays empty:
/// unknown is not zero, and not one.
using Party = std::array<std::optional<int>, kPartyWordCount>;

/// "2 adults, 1 child, 1 infant", "大人4人, 子ども2人", "성인 2명", "Adulti: 2". Nothing if no number is beside
/// a word that the locales know.
[[nodiscard]] std::optional<Party> read_party(std::string_view text, const Locales& locales);

/// Adults and children together; else what is called guests. Infants and pets are not counted.
[[nodiscard]] std::optional<int> guest_count(const Party& party) noexcept;

}  // namespace connections::rules
