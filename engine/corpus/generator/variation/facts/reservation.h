#pragma once

#include <string>

#include "corpus/generator/variation/facts/language.h"
#include "model/time.h"

namespace connections::corpus {

/// An invented guest. `whole` is what a mail prints; in East Asia and Hungary the family name may stand first.
struct GuestName {
  std::string given, family, whole;
};

/// Mostly a name of the language's own people, else of any other's: guests come from everywhere.
[[nodiscard]] GuestName invent_guest(const Language& language, Dice& dice);

/// An invented stay as its host's system knows it.
struct Reservation {
  GuestName guest;
  std::string listing;
  std::string letters;  ///< eight of A–Z and 2–9
  std::string digits;   ///< ten digits, the first is not 0
  Date check_in, check_out;
  Instant mailed;  ///< before the stay; one in four stays is in the next year
  int adults = 1, children = 0, infants = 0;

  [[nodiscard]] int guests() const noexcept { return adults + children; }  ///< infants are no guests
  [[nodiscard]] int nights() const noexcept { return static_cast<int>((check_out - check_in).count()); }
};
[[nodiscard]] Reservation invent_reservation(const Language& language, Dice& dice);

}  // namespace connections::corpus
