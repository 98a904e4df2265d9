#pragma once

#include <string>

#include "corpus/generator/variation/facts/reservation.h"

namespace connections::corpus {

/// A pattern of the key ("count.adult") for that many: one, few (2–4) and many where the language has three forms.
[[nodiscard]] std::string counted(const Language& language, std::string_view key, int count);

/// "2 adults, 1 child", with infants where there are any. `keys`: where the patterns of adult, child and infant are.
[[nodiscard]] std::string party_by_age(const Language& language, const Reservation& stay, const std::string& between,
                                       const std::string& keys = "count.");

/// "3 guests": adults and children.
[[nodiscard]] std::string party_as_guests(const Language& language, const Reservation& stay);

}  // namespace connections::corpus
