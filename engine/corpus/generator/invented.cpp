#include "corpus/generator/invented.h"

#include <array>

namespace connections::corpus {
namespace {

using std::string_view;

constexpr std::array<string_view, 16> kFirst{
    "Ada",   "Bjørn",  "Chiara", "Dmitri", "Éloïse",           "Fatima", "Grzegorz", "Hannelore",
    "Íñigo", "Jürgen", "Kwame",  "Leïla",  "María del Carmen", "Ngozi",  "Øyvind",   "佐藤"};
constexpr std::array<string_view, 12> kLast{"Example",      "Testesen",     "Esempio",        "Vymyshlenny",
                                            "Exemplaire",   "Beispielmann", "Przykładowa",    "Specimen",
                                            "de la Prueba", "Illustration", "Niemand-Nobody", "O’Sample"};
constexpr std::array<string_view, 8> kListings{"Harbour Loft",
                                               "Ferienhaus Seeblick",
                                               "Casa del Olivo",
                                               "Le Grenier des Tilleuls",
                                               "Skylark Cabin",
                                               "Cozy Barn | Pool, Sauna & Bikes",
                                               "Villa Meeresrauschen - 2 Min. zum Strand",
                                               "Studio 7"};
constexpr string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

}  // namespace

std::uint64_t Dice::next() noexcept {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

Stay invent_stay(Dice& dice) {
  Stay stay;
  stay.first_name = dice.pick(kFirst);
  stay.guest_name = stay.first_name + " " + std::string(dice.pick(kLast));
  stay.listing = dice.pick(kListings);
  for (int i = 0; i < 8; ++i) stay.letters += kLetters[dice.next() % kLetters.size()];
  stay.digits = static_cast<char>('1' + dice.between(0, 8));
  for (int i = 0; i < 9; ++i) stay.digits += static_cast<char>('0' + dice.between(0, 9));
  const Date first = *make_date(2026, 1, 5);
  stay.mailed = Instant{first + std::chrono::days{dice.between(0, 320)}} + std::chrono::hours{dice.between(6, 20)};
  stay.check_in = day_of(stay.mailed) + std::chrono::days{dice.between(1, 200)};
  stay.check_out = stay.check_in + std::chrono::days{dice.between(1, 14)};
  stay.adults = dice.between(1, 8);
  stay.children = dice.between(0, 3);
  return stay;
}

}  // namespace connections::corpus
