#include "rules/values/date_reader.h"

#include <gtest/gtest.h>

#include "unit/rules/shipped_locales.h"

namespace connections::rules {
namespace {

DateContext context(const char* received = "2026-05-10T09:00:00Z", DateOrder order = DateOrder::kUnset) {
  return {.locales = &shipped_locales(),
          .order = order,
          .year = YearPolicy::kNextAfterReceived,
          .received = *parse_rfc3339(received),
          .received_known = true,
          .formats = {}};
}

struct Row {
  const char* text;
  const char* date;  ///< "" : not read
};
std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.text; }

class ReadDate_ : public testing::TestWithParam<Row> {};

TEST_P(ReadDate_, InTheWayThatPeopleWriteIt) {
  const auto read = read_date(GetParam().text, context());
  EXPECT_EQ(read ? to_iso(read->date) : "", GetParam().date);
}

INSTANTIATE_TEST_SUITE_P(
    Languages, ReadDate_,
    testing::Values(
        Row{"Thu, Jun 18, 2026", "2026-06-18"}, Row{"18 June 2026", "2026-06-18"}, Row{"Jun 18", "2026-06-18"},
        Row{"THU, JUN 18", "2026-06-18"}, Row{"June 18th, 2026", "2026-06-18"}, Row{"Do., 18. Juni", "2026-06-18"},
        Row{"18. März 2027", "2027-03-18"}, Row{"jeu. 18 juin", "2026-06-18"}, Row{"1er août 2026", "2026-08-01"},
        Row{"jue, 18 jun", "2026-06-18"}, Row{"18 de julio de 2026", "2026-07-18"},
        Row{"gio 18 giu 2026", "2026-06-18"}, Row{"do 18 jun.", "2026-06-18"}, Row{"18 de jul. de 2026", "2026-07-18"},
        Row{"18 tháng 6, 2026", "2026-06-18"}, Row{"Th 5, 18 thg 6", "2026-06-18"},
        Row{"Thứ Năm, ngày 18 tháng 6 năm 2026", "2026-06-18"}, Row{"18 มิ.ย. 2026", "2026-06-18"},
        Row{"วันพฤหัสบดีที่ 18 มิถุนายน 2026", "2026-06-18"}, Row{"18 czerwca 2026", "2026-06-18"},
        Row{"středa 2. června 2027", "2027-06-02"}, Row{"tis 1 sep", "2026-09-01"}, Row{"tor 18 jun", "2026-06-18"},
        Row{"2026年6月18日(木)", "2026-06-18"}, Row{"6月18日", "2026-06-18"}, Row{"2026년 6월 18일", "2026-06-18"},
        Row{"2026-06-18", "2026-06-18"}, Row{"18/06/2026", "2026-06-18"}, Row{"06/18/2026", "2026-06-18"},
        Row{"18.06.26", "2026-06-18"}, Row{"12. 6. 2026", "2026-06-12"}, Row{"2026-06-18T15:00:00+02:00", "2026-06-18"},
        Row{"18-JUN-26", "2026-06-18"}, Row{"mar. 15/12/2026", "2026-12-15"},
        Row{"Fri, Jun 19, 2026 4:00 PM", "2026-06-19"}));

INSTANTIATE_TEST_SUITE_P(Refused, ReadDate_,
                         testing::Values(Row{"31 June 2026", ""},  // no such day
                                         Row{"Room 12 June Street", ""}, Row{"soon", ""}, Row{"", ""}, Row{"2026", ""},
                                         Row{"Juni", ""}, Row{"18", ""}));

TEST(ReadDate, GivesBothDaysWhereNothingTellsTheOrder) {
  const auto open = read_date("5/6/2026", context());
  EXPECT_EQ(to_iso(open->date), "2026-06-05");
  EXPECT_EQ(to_iso(*open->month_first), "2026-05-06");
  EXPECT_EQ(to_iso(read_date("Fri 5/6/2026", context())->date), "2026-06-05");  // 6 May is a Wednesday
  EXPECT_FALSE(read_date("Fri 5/6/2026", context())->month_first);
  EXPECT_EQ(to_iso(read_date("Wed 5/6/2026", context())->date), "2026-05-06");
  EXPECT_FALSE(read_date("18/6/2026", context())->month_first);
  EXPECT_FALSE(read_date("6/6/2026", context())->month_first);
  EXPECT_FALSE(read_date("05.06.2026", context())->month_first);  // dots part a day from its month everywhere
}

TEST(ReadRange, OfDigitsHasTwoReadingsUnlessOnlyOneIsAStay) {
  EXPECT_TRUE(read_range("06/05/2026 - 06/09/2026", context())->start.month_first);
  const auto proven = read_range("05/06/2026 - 04/07/2026", context());
  EXPECT_EQ(to_iso(proven->start.date), "2026-06-05");
  EXPECT_FALSE(proven->start.month_first);
  EXPECT_FALSE(read_range("06/05/2026 - 06/25/2026", context())->start.month_first);
}

TEST(ReadDate, TakesTheOrderThatThePackSays) {
  EXPECT_EQ(to_iso(read_date("5/6/2026", context("2026-05-10T09:00:00Z", DateOrder::kDayFirst))->date), "2026-06-05");
  EXPECT_EQ(to_iso(read_date("5/6/2026", context("2026-05-10T09:00:00Z", DateOrder::kMonthFirst))->date), "2026-05-06");
}

TEST(NumericOrder, IsToldByTheMailsOwnLanguage) {
  EXPECT_EQ(shipped_locales().numeric_order("en-US"), DateOrder::kMonthFirst);
  EXPECT_EQ(shipped_locales().numeric_order("en"), DateOrder::kMonthFirst);
  EXPECT_EQ(shipped_locales().numeric_order("en-GB"), DateOrder::kDayFirst);
  EXPECT_EQ(shipped_locales().numeric_order("es-AR"), DateOrder::kDayFirst);
  EXPECT_EQ(shipped_locales().numeric_order("ja"), DateOrder::kYearFirst);
  EXPECT_EQ(shipped_locales().numeric_order("ja-JP"), DateOrder::kYearFirst);
  EXPECT_EQ(shipped_locales().numeric_order("en_us"), DateOrder::kMonthFirst);
  EXPECT_EQ(shipped_locales().numeric_order(""), DateOrder::kUnset);
  EXPECT_EQ(shipped_locales().numeric_order("xx-YY"), DateOrder::kUnset) << "nobody said how they write dates";
}

TEST(ReadDate, WithoutAYearIsTheNextOneWithSomeGrace) {
  EXPECT_EQ(to_iso(read_date("Jan 5", context("2026-12-20T09:00:00Z"))->date), "2027-01-05");
  EXPECT_EQ(to_iso(read_date("Apr 20", context())->date), "2026-04-20");  // 20 days ago: a stay under way
  EXPECT_EQ(to_iso(read_date("Feb 1", context())->date), "2027-02-01");
  EXPECT_TRUE(read_date("Jan 5", context())->year_guessed);
}

TEST(ReadDate, LetsTheWeekdayChooseBetweenTheYearsThatArePossible) {
  EXPECT_EQ(to_iso(read_date("Thu, Apr 15", context("2026-05-10T09:00:00Z"))->date),
            "2027-04-15");  // 2026: a Wednesday
}

TEST(ReadDate, DoubtsADateWhoseWeekdayContradictsIt) {
  EXPECT_FALSE(read_date("Mon, Jun 18, 2026", context())->doubt.empty());
  EXPECT_TRUE(read_date("Thu, Jun 18, 2026", context())->doubt.empty());
}

TEST(ReadDate, WithoutAnyDateInTheMailOnlyAWeekdayTellsTheYear) {
  DateContext unknown = context();
  unknown.received_known = false;
  EXPECT_FALSE(read_date("Jun 19", unknown));
  EXPECT_EQ(to_iso(read_date("Fri, Jun 19", unknown)->date), "2026-06-19");
}

TEST(ReadDate, LooksBackForReviewsAndPayouts) {
  DateContext back = context();
  back.year = YearPolicy::kLastBeforeReceived;
  EXPECT_EQ(to_iso(read_date("Dec 30", back)->date), "2025-12-30");
}

struct RangeRow {
  const char *text, *start, *end;
};
std::ostream& operator<<(std::ostream& out, const RangeRow& row) { return out << row.text; }
class ReadRange_ : public testing::TestWithParam<RangeRow> {};

TEST_P(ReadRange_, WithWhatEitherHalfLeavesOut) {
  const auto read = read_range(GetParam().text, context());
  ASSERT_TRUE(read);
  EXPECT_EQ(to_iso(read->start.date), GetParam().start);
  EXPECT_EQ(to_iso(read->end.date), GetParam().end);
}

INSTANTIATE_TEST_SUITE_P(Ranges, ReadRange_,
                         testing::Values(RangeRow{"Aug 1 – 8, 2026", "2026-08-01", "2026-08-08"},
                                         RangeRow{"May 23 - 29, 2026", "2026-05-23", "2026-05-29"},
                                         RangeRow{"21–24 Oct 2026", "2026-10-21", "2026-10-24"},
                                         RangeRow{"24–28 août", "2026-08-24", "2026-08-28"},
                                         RangeRow{"del 18–19 jul 2026", "2026-07-18", "2026-07-19"},
                                         RangeRow{"16.–19. Juni", "2026-06-16", "2026-06-19"},
                                         RangeRow{"Sep 17 – Oct 5", "2026-09-17", "2026-10-05"},
                                         RangeRow{"Dec 30 - Jan 2, 2027", "2026-12-30", "2027-01-02"},
                                         RangeRow{"27. Dez. 2027 - 3. Jan. 2028", "2027-12-27", "2028-01-03"},
                                         RangeRow{"2026年5月4日～6日", "2026-05-04", "2026-05-06"},
                                         RangeRow{"2026년 11월 10일~12일", "2026-11-10", "2026-11-12"},
                                         RangeRow{"6/13/2026 - 6/14/2026", "2026-06-13", "2026-06-14"},
                                         RangeRow{"28-03-2026 - 01-04-2026", "2026-03-28", "2026-04-01"},
                                         RangeRow{"03.09.26 – 07.09.26", "2026-09-03", "2026-09-07"},
                                         RangeRow{"2026-05-23 - 2026-05-29", "2026-05-23", "2026-05-29"},
                                         RangeRow{"today through May 12, 2026", "2026-05-10", "2026-05-12"},
                                         RangeRow{"Monday Aug 24, 2026 - Saturday Aug 29, 2026", "2026-08-24",
                                                  "2026-08-29"},
                                         RangeRow{"10 settembre 2026 - 10 ottobre 2026", "2026-09-10", "2026-10-10"},
                                         RangeRow{"28 grudnia do 2 stycznia", "2026-12-28", "2027-01-02"}));

TEST(ReadRange, RefusesWhatIsNone) {
  for (const char* text : {"Jun 13", "30A, Golf Cart - Bikes", "4 - 5", "", "–"})
    EXPECT_FALSE(read_range(text, context())) << text;
}

}  // namespace
}  // namespace connections::rules
