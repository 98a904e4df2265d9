// Labels and their values in the layouts that mails have.
#include "rules/evaluation/label_values.h"

#include <gtest/gtest.h>

#include "unit/rules/shipped_locales.h"

namespace connections::rules {
namespace {

/// "check_in=12 Jun 2026 | …", of the labels that are asked for.
std::string found(const std::string& text, const std::vector<std::string>& wanted) {
  std::string all;
  for (const LabelValue& one : find_label_values(text, shipped_locales()))
    if (std::find(wanted.begin(), wanted.end(), one.label) != wanted.end())
      all += (all.empty() ? "" : " | ") + one.label + "=" + text.substr(one.value.begin, one.value.size());
  return all;
}

struct Row {
  const char* text;
  const char* found;
};
std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.text; }
class LabelValues : public testing::TestWithParam<Row> {};

TEST_P(LabelValues, AreFound) {
  EXPECT_EQ(found(GetParam().text, {"check_in", "check_out", "guest_name"}), GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Layouts, LabelValues,
    testing::Values(
        Row{"Check-in: 12 Jun 2026", "check_in=12 Jun 2026"}, Row{"*Check-in:* 12 Jun 2026", "check_in=12 Jun 2026"},
        Row{"Check-in\n\n12 Jun 2026", "check_in=12 Jun 2026"}, Row{"Check-in:\n12 Jun 2026", "check_in=12 Jun 2026"},
        Row{"Check-in\t12 Jun 2026", "check_in=12 Jun 2026"}, Row{"Check-in     12 Jun 2026", "check_in=12 Jun 2026"},
        Row{"| Check-in | 12 Jun 2026 |", "check_in=12 Jun 2026"}, Row{"Check-in Fri, 12 Jun", "check_in=Fri, 12 Jun"},
        Row{"Check-in      Checkout\n12 Jun        15 Jun", "check_in=12 Jun | check_out=15 Jun"},
        Row{"Check-in\tCheck-out\tPets\n12 Jun\t15 Jun\t0", "check_in=12 Jun | check_out=15 Jun"},
        Row{"Arrival: 12 Jun 2026 Departure: 15 Jun 2026", "check_in=12 Jun 2026 | check_out=15 Jun 2026"},
        Row{"Anreise: 12.6.2026, Abreise: 15.6.2026", "check_in=12.6.2026, | check_out=15.6.2026"},
        Row{"チェックイン9月26日(金)15:00", "check_in=9月26日(金)15:00"},
        Row{"入住日期：2026年9月26日", "check_in=2026年9月26日"},
        Row{"Imię i nazwisko: Zofia Zmyślona", "guest_name=Zofia Zmyślona"},
        Row{"Vendég neve\nKitalált Mór", "guest_name=Kitalált Mór"},
        Row{"Ονοματεπώνυμο: Μαρία Επινοημένη", "guest_name=Μαρία Επινοημένη"},
        Row{"Nr. 4711, Arrival: 12 Jun 2026", "check_in=12 Jun 2026"},
        Row{"Arrival....... 12 Jun 2026", "check_in=12 Jun 2026"},
        Row{"Arrival.......: 12 Jun 2026", "check_in=12 Jun 2026"},
        Row{"Arrival     : 12 Jun 2026", "check_in=12 Jun 2026"}, Row{"📅 Arrival: 12 Jun 2026", "check_in=12 Jun 2026"},
        Row{"• Arrival – 12 Jun 2026", "check_in=12 Jun 2026"}, Row{"Arrival = 12 Jun 2026", "check_in=12 Jun 2026"},
        Row{"Guest\nAda\tArrival\n12 Jun", "guest_name=Ada | check_in=12 Jun"},
        Row{"Guest\tArrival\nAda\t12 Jun\nBo\t14 Jun\nTotal",
            "guest_name=Ada | check_in=12 Jun | guest_name=Bo | check_in=14 Jun"}));

INSTANTIATE_TEST_SUITE_P(NotFound, LabelValues,
                         testing::Values(Row{"Check-in is easy", ""}, Row{"Arrival... 12 Jun", ""},
                                         Row{"Check-in\nCheckout", ""},
                                         Row{"Check-in:\nCheck-out: 15 Jun", "check_out=15 Jun"}, Row{"", ""},
                                         Row{"Check-in\n\n\n\n\n12 Jun", ""}, Row{"Please mind: 12 Jun", ""},
                                         Row{"Host name: Maren", ""}, Row{"Returning guest: Yes", ""},
                                         Row{"Free cancellation until: 5 Jun", ""},
                                         Row{"Stornierbar bis: 5. Juni", ""}));

TEST(LabelValues, StayInTheirTextForAnyBytes) {
  std::string text;
  std::uint32_t seed = 7;
  const std::string_view pieces[]{"Check-in", ":", "：", "\n", "\t", " ", "12", "Guest", "|", "\xE5", "*", "客"};
  for (int i = 0; i < 4000; ++i) {
    seed = seed * 1664525 + 1013904223;
    text += pieces[(seed >> 16U) % std::size(pieces)];
    if (i % 50 == 0) {
      for (const LabelValue& one : find_label_values(text, shipped_locales()))
        ASSERT_TRUE(one.value.begin < one.value.end && one.value.end <= text.size());
      text.clear();
    }
  }
}

}  // namespace
}  // namespace connections::rules
