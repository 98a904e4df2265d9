#include "corpus/generator/variation/facts/reservation.h"

#include "corpus/generator/variation/layout/fill.h"

namespace connections::corpus {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Whose names: seven times of ten the language's own.
std::string culture(const Language& language, Dice& dice) {
  if (dice.between(0, 9) < 7) return language.tag();
  const auto all = languages();
  const auto other = dice.next() % (all.size() + 1);
  return other == all.size() ? "abroad" : all[other].tag();
}

}  // namespace

GuestName invent_guest(const Language& language, Dice& dice) {
  const std::string from = culture(language, dice) + ".";
  const Language& names = people();
  const std::string second = names.pick(from + "given_names", dice);
  Values values{{"g", names.pick(from + "given_names", dice)},
                {"g2", second},
                {"f", names.pick(from + "family_names", dice)},
                {"f2", names.pick(from + "family_names", dice)},
                {"i", second.substr(0, 1)}};
  if (values["g2"] == values["g"]) values["g2"] = names.one(from + "given_names");
  GuestName guest;
  guest.given = fill(values["g2"] == values["g"] ? "{g}" : names.pick(from + "given", dice), values);
  guest.family = fill(values["f2"] == values["f"] ? "{f}" : names.pick(from + "family", dice), values);
  guest.whole = fill(names.pick(from + "whole", dice), {{"given", guest.given}, {"family", guest.family}});
  return guest;
}

Reservation invent_reservation(const Language& language, Dice& dice) {
  Reservation stay;
  stay.guest = invent_guest(language, dice);
  stay.listing = dice.between(0, 2) == 0 ? houses().pick("any", dice) : houses().pick(language.tag(), dice);
  for (int i = 0; i < 8; ++i) stay.letters += kLetters[dice.next() % kLetters.size()];
  stay.digits = static_cast<char>('1' + dice.between(0, 8));
  for (int i = 0; i < 9; ++i) stay.digits += static_cast<char>('0' + dice.between(0, 9));
  const Date first = *make_date(2026, 1, 5);
  stay.mailed = Instant{first + std::chrono::days{dice.between(0, 340)}};
  stay.mailed += std::chrono::hours{dice.between(6, 20)};
  stay.mailed += std::chrono::seconds{dice.between(0, 3599)};
  const int ahead = dice.between(0, 3) == 0 ? dice.between(180, 420) : dice.between(1, 180);
  stay.check_in = day_of(stay.mailed) + std::chrono::days{ahead};
  stay.check_out = stay.check_in + std::chrono::days{dice.between(1, 14)};
  stay.adults = dice.between(1, 8);
  stay.children = dice.between(0, 4) < 3 ? 0 : dice.between(1, 3);
  stay.infants = dice.between(0, 9) == 0 ? 1 : 0;
  return stay;
}

}  // namespace connections::corpus
