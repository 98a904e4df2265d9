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

INSTANTIATE_TEST_SUITE_P(
    LanguagesCountriesCurrenciesAndCounts, Names_,
    testing::Values(Row{"English", ""}, Row{"Deutsch", ""}, Row{"français", ""}, Row{"Portugués", ""},
                    Row{"Nederlands", ""}, Row{"Português do Brasil", ""}, Row{"Čeština", ""}, Row{"Ελληνικά", ""},
                    Row{"日本語", ""}, Row{"中文", ""}, Row{"한국어", ""}, Row{"Tiếng Việt", ""}, Row{"ไทย", ""},
                    Row{"Türkçe", ""}, Row{"Русский", ""}, Row{"English (French)", ""}, Row{"English, German", ""},
                    Row{"Deutsch und Englisch", ""}, Row{"Spanyolország", ""}, Row{"Nouvelle-Zélande", ""},
                    Row{"Tây Ban Nha", ""}, Row{"オーストラリア", ""}, Row{"Germany - English", ""}, Row{"Euro", ""},
                    Row{"US Dollar", ""}, Row{"USD", ""}, Row{"Britisches Pfund", ""}, Row{"日本円", ""},
                    Row{"Two adults", ""}, Row{"Zwei Erwachsene und ein Kind", ""}, Row{"deux voyageurs", ""},
                    Row{"Tre ospiti", ""}, Row{"dos huéspedes", ""}, Row{"Kaksi aikuista", ""}, Row{"Gast Telefon", ""},
                    Row{"Check-in Check-out", ""}, Row{"Guests Nights", ""}));

/// Such words are surnames and first names too: beside another name, or with a form of address, they are taken.
INSTANTIATE_TEST_SUITE_P(NamesThatAreSuchWords, Names_,
                         testing::Values(Row{"Ada English", "Ada English"}, Row{"Anatole France", "Anatole France"},
                                         Row{"German Muestra", "German Muestra"}, Row{"Otto Holland", "Otto Holland"},
                                         Row{"Otto Kind", "Otto Kind"}, Row{"Ada Euro", "Ada Euro"},
                                         Row{"India Example", "India Example"}, Row{"Frau Deutsch", "Deutsch"},
                                         Row{"Mr. English", "English"}, Row{"Mme France", "France"},
                                         Row{"Georgia", "Georgia"}, Row{"Jordan", "Jordan"}, Row{"Chad", "Chad"},
                                         Row{"Finn", "Finn"}, Row{"Đức", "Đức"}, Row{"Frank", "Frank"},
                                         Row{"Ron", "Ron"}, Row{"Mark", "Mark"}, Row{"Irish", "Irish"},
                                         Row{"Price Muster", "Price Muster"}, Row{"Sei Example", "Sei Example"}));

TEST(NameRefusals, SayWhatTheTextIs) {
  const auto why = [](const char* text) {
    std::string refusal;
    EXPECT_FALSE(read_name(text, shipped_locales(), &refusal)) << text;
    return refusal;
  };
  EXPECT_EQ(why("English"), "'english' is a language");
  EXPECT_EQ(why("Deutschland"), "'deutschland' is a country");
  EXPECT_EQ(why("Euro"), "'euro' is a currency");
  EXPECT_EQ(why("Abreise"), "'abreise' is a label");
  EXPECT_EQ(why("English, German"), "'english' is a language");
  EXPECT_EQ(why("Two guests"), "it is a number of people");
}

TEST(ReadListing, RefusesLabelsAndDates) {
  for (const char* text : {"Arrivée", "Check-in:", "Aug 3, 2026 - Aug 5, 2026", "10–13 avr.", "2026-06-12", ""})
    EXPECT_FALSE(read_listing(text, shipped_locales())) << text;
  for (const char* text : {"Harbour Loft", "#9900101", "Flat 5", "May Cottage 12 by the sea", "1 Loft"})
    EXPECT_EQ(read_listing(text, shipped_locales()), text);
}

}  // namespace
}  // namespace connections::rules
