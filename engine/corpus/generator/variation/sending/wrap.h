#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/generator/variation/facts/language.h"
#include "corpus/generator/variation/sending/letter.h"

namespace connections::corpus {

/// A program that people forward and answer with.
enum class Client : std::uint8_t { kGmail, kOutlook, kApple };
inline constexpr std::array<std::string_view, 3> kClientNames{"gmail", "outlook", "apple"};

/// The letter as a person sends it on by hand, some hours or days later: quoted headers in the person's language, the
/// HTML changed as that program changes it.
[[nodiscard]] Letter forwarded(const Language& language, Dice& dice, const Letter& original, Client client);

/// A reply that quotes the letter. It does not notify anybody of a stay.
[[nodiscard]] Letter answered(const Language& language, Dice& dice, const Letter& original, Client client);

}  // namespace connections::corpus
