#pragma once

#include <string>

#include "corpus/generator/variation/facts/reservation.h"
#include "corpus/generator/variation/layout/fill.h"

namespace connections::corpus {

/// What the phrases of a language may name: guest, first, listing, party, code (if it is not empty), and two traps for
/// a guest's own words: trap (a date that is none of the stay's) and trap_party.
[[nodiscard]] Values phrase_values(const Language& language, Dice& dice, const Reservation& stay, std::string code);

/// A phrase of the key that needs nothing but the values there are.
[[nodiscard]] std::string phrase(const Language& language, Dice& dice, std::string_view key, const Values& values);

/// An amount with the sign of cents: "412,08".
[[nodiscard]] std::string amount(Dice& dice, char decimal_sign);

/// What a guest writes, with another's name, date and party in it.
[[nodiscard]] std::string guest_words(const Language& language, Dice& dice, const Reservation& stay);

}  // namespace connections::corpus
