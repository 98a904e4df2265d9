// Names as people have them, and what looks like one in a mail.
#include "rules/values/name_check.h"

#include <gtest/gtest.h>

#include "rules/values/listing_reader.h"
#include "rules/values/name_reader.h"
#include "unit/rules/shipped_locales.h"

namespace connections::rules {
namespace {

struct Row {
  const char* text;
  const char* name;  ///< "": refused
};
std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.text; }
class Names_ : public testing::TestWithParam<Row> {};

TEST_P(Names_, AreTakenOrRefused) {
  std::string refusal;
  const auto read = read_name(GetParam().text, shipped_locales(), &refusal);
  EXPECT_EQ(read.value_or(""), GetParam().name) << refusal;
  EXPECT_EQ(refusal.empty(), read.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    Taken, Names_,
    testing::Values(Row{"Ada Example", "Ada Example"}, Row{"J", "J"}, Row{"李", "李"},
                    Row{"Nora van der Eksempel", "Nora van der Eksempel"}, Row{"J. R. R. Sample", "J. R. R. Sample"},
                    Row{"María de la O y Muestra", "María de la O y Muestra"},
                    Row{"EXEMPLE, Amélie", "EXEMPLE, Amélie"}, Row{"見本 花子 (Hanako)", "見本 花子 (Hanako)"},
                    Row{"Ada \"Bee\" Example", "Ada \"Bee\" Example"}, Row{"Ada 🌸", "Ada 🌸"},
                    Row{"O'Sample-Smith", "O'Sample-Smith"}, Row{"M & Mme Exemple", "M & Mme Exemple"},
                    Row{"ada example", "ada example"}, Row{"花子さん", "花子"}, Row{"見本 花子 様", "見本 花子"},
                    Row{"민수님", "민수"}, Row{"Frau Ada Example", "Ada Example"}, Row{"Mme. Exemple", "Exemple"},
                    Row{"Mr Sample Jr.", "Sample Jr."}, Row{"April May", "April May"}, Row{"Al", "Al"},
                    Row{"Binti Exampel binti Contoh", "Binti Exampel binti Contoh"}));

INSTANTIATE_TEST_SUITE_P(
    Refused, Names_,
    testing::Values(Row{"Arrivée", ""}, Row{"Check-in", ""}, Row{"Gäste", ""}, Row{"Sisäänkirjautuminen", ""},
                    Row{"チェックイン", ""}, Row{"Canalside Studio", ""}, Row{"Berlin, Germany", ""},
                    Row{"Lyon, France", ""}, Row{"Austin, TX", ""}, Row{"Deutschland", ""},
                    Row{"Paris, Île-de-France, France", ""}, Row{"Joined in 2024", ""}, Row{"Ada2", ""},
                    Row{"HMABCD1234", ""}, Row{"Airbnb Support", ""}, Row{"Booking.com", ""},
                    Row{"Reservation confirmed", ""}, Row{"Ihre Buchung", ""}, Row{"Réservation annulée", ""},
                    Row{"予約が確定しました", ""}, Row{"예약 확정", ""}, Row{"Thank you so much for everything", ""},
                    Row{"We look forward to seeing everybody there", ""}, Row{"Aug 1 – 8, 2026", ""},
                    Row{"Ada (Example", ""}, Row{"Ada/Ben", ""}, Row{"Frau", ""}, Row{"[Name]", ""},
                    Row{"%{GUEST_NAME}", ""}, Row{"See the attached letter. Bye", ""}, Row{"Yes", ""},
                    Row{"Unknown", ""}, Row{"N/A", ""}, Row{"Keine Angabe", ""}, Row{"Non renseigné", ""},
                    Row{"Sí", ""}, Row{"不明", ""}, Row{"Einem Gast", ""}));

INSTANTIATE_TEST_SUITE_P(WithAWordThatStandsAloneForNobody, Names_,
                         testing::Values(Row{"Kim No", "Kim No"}, Row{"Ada Family", "Ada Family"},
                                         Row{"Jan de Group", "Jan de Group"}));

TEST(ReadListing, RefusesLabelsAndDates) {
  for (const char* text : {"Arrivée", "Check-in:", "Aug 3, 2026 - Aug 5, 2026", "10–13 avr.", "2026-06-12", ""})
    EXPECT_FALSE(read_listing(text, shipped_locales())) << text;
  for (const char* text : {"Harbour Loft", "#9900101", "Flat 5", "May Cottage 12 by the sea", "1 Loft"})
    EXPECT_EQ(read_listing(text, shipped_locales()), text);
}

}  // namespace
}  // namespace connections::rules
