// Parties, amounts, times and names as mails write them.
#include <gmock/gmock.h>

#include "rules/values/money_reader.h"
#include "rules/values/name_reader.h"
#include "rules/values/party_reader.h"
#include "rules/values/time_reader.h"
#include "unit/rules/shipped_locales.h"

namespace connections::rules {
namespace {

std::string party(const char* text) {
  const auto read = read_party(text, shipped_locales());
  if (!read) return "none";
  std::string all = "guests " + (guest_count(*read) ? std::to_string(*guest_count(*read)) : "unknown");
  for (const PartyWord word : {PartyWord::kAdults, PartyWord::kChildren, PartyWord::kInfants, PartyWord::kPets})
    if (const auto count = (*read)[static_cast<std::size_t>(word)])
      all += " " + std::string(name(word)) + " " + std::to_string(*count);
  return all;
}

TEST(ReadParty, KeepsAdultsChildrenInfantsAndPetsApart) {
  EXPECT_EQ(party("2 adults, 1 child, 1 infant, 1 pet"), "guests 3 adults 2 children 1 infants 1 pets 1");
  EXPECT_EQ(party("1 Erwachsene:r"), "guests 1 adults 1");
  EXPECT_EQ(party("大人4人, 子ども2人"), "guests 6 adults 4 children 2");
  EXPECT_EQ(party("성인 2명"), "guests 2 adults 2");
  EXPECT_EQ(party("성인 2명, 어린이 1명, 반려동물 1마리"),
            "guests 3 adults 2 children 1 pets 1");  // a counter unknown to us ends it
  EXPECT_EQ(party("Adults: 2\nChildren: 1"), "guests 3 adults 2 children 1");
  EXPECT_EQ(party("3 viajeros"), "guests 3");
  EXPECT_EQ(party("2 osoby dorosłe, 1 dziecko"), "guests 3 adults 2 children 1");
  EXPECT_EQ(party("2 người lớn, 1 trẻ em"), "guests 3 adults 2 children 1");
  EXPECT_EQ(party("2位成人, 1位兒童"), "guests 3 adults 2 children 1");
  EXPECT_EQ(party("3 children (ages 2, 4, 9)"), "guests unknown children 3");
  EXPECT_EQ(party("5  Pets: 1"), "guests unknown pets 1");
}

TEST(ReadParty, UnknownIsNotOne) {
  EXPECT_EQ(party("a family"), "none");
  EXPECT_EQ(party("2 suitcases"), "none");
}

std::string money(const char* text, const std::string& currency = {}) {
  const auto read = read_money(text, currency, shipped_locales());
  return read ? to_string(Value(*read)) : "none";
}

TEST(ReadMoney, TellsDecimalsFromThousands) {
  EXPECT_EQ(money("$1,234.56", "USD"), "1234.56 USD");
  EXPECT_EQ(money("1.964,39 €"), "1964.39 EUR");
  EXPECT_EQ(money("₱49,878.59 PHP"), "49878.59 PHP");
  EXPECT_EQ(money("¥ 35,491"), "35491.00 JPY");
  EXPECT_EQ(money("-3,45 $", "CAD"), "-3.45 CAD");
  EXPECT_EQ(money("−12.50 £"), "-12.50 GBP");
  EXPECT_EQ(money("1 234,50 zł"), "1234.50 PLN");
  EXPECT_EQ(money("CHF 1'234.50"), "1234.50 CHF");
  EXPECT_EQ(money("1.234"), "1234.00");
  EXPECT_EQ(money("1.2.3"), "none");
  EXPECT_EQ(money("free"), "none");
}

TEST(ReadMoney, KnowsThatADollarSignNamesNoCountry) { EXPECT_EQ(money("$72"), "72.00"); }

std::string time(const char* text) {
  const auto read = read_time(text, shipped_locales());
  return read ? to_string(Value(*read)) : "none";
}

TEST(ReadTime, InTheClocksOfTheWorld) {
  EXPECT_EQ(time("15:00"), "15:00");
  EXPECT_EQ(time("4:00 PM"), "16:00");
  EXPECT_EQ(time("12:00 p. m."), "12:00");
  EXPECT_EQ(time("12 am"), "00:00");
  EXPECT_EQ(time("16h30"), "16:30");
  EXPECT_EQ(time("午後3:00"), "15:00");
  EXPECT_EQ(time("25:00"), "none");
  EXPECT_EQ(time("13 pm"), "none");
}

TEST(ReadName, TakesNamesOfAnyScriptAndLength) {
  for (const char* name : {"Ada Example", "María del Carmen Ejemplo de la Prueba y Muestra", "佐藤 花子", "O’Sample",
                           "Rebeka and Mór Kitalált", "M & Mme"})
    EXPECT_EQ(read_name(name, shipped_locales()), name);
  EXPECT_EQ(read_name("  *Ada\n Example*, ", shipped_locales()), "Ada Example");
}

TEST(ReadName, RefusesWhatCannotBeOne) {
  for (const char* text : {"", "12345", "HMABCDE123", "ada@example.com", "https://x", "Are you there?", "Check-in: 4",
                           "one two three four five six seven eight nine ten eleven"})
    EXPECT_FALSE(read_name(text, shipped_locales())) << text;
}

TEST(IsStartOfName, HoldsForFirstNamesOnly) {
  EXPECT_TRUE(is_start_of_name("ADA", "Ada Example"));
  EXPECT_FALSE(is_start_of_name("Ad", "Ada Example"));
  EXPECT_FALSE(is_start_of_name("Example", "Ada Example"));
  EXPECT_FALSE(is_start_of_name("Ada Example", "Ada Example"));
}

}  // namespace
}  // namespace connections::rules
