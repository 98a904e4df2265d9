// Which of two readings of "06/05/2026" holds, and when nothing tells.
#include "rules/evaluation/date_order.h"

#include <gtest/gtest.h>

namespace connections::rules {
namespace {

Sighting seen(Field field, const char* day, DateOrder only_if = DateOrder::kUnset,
              DateOrder shows = DateOrder::kUnset) {
  Sighting one{.field = field, .value = *parse_iso_date(day), .evidence = {}, .doubt = {}, .drop_reason = {}};
  one.only_if = only_if;
  one.shows = shows;
  if (only_if != DateOrder::kUnset) one.doubt = "two readings";
  return one;
}

void add(std::vector<Sighting>& all, Field field, const char* day_first, const char* month_first) {
  all.push_back(seen(field, day_first, DateOrder::kDayFirst));
  all.push_back(seen(field, month_first, DateOrder::kMonthFirst));
}

std::vector<Sighting> american_stay() {  // "06/05/2026" and "06/09/2026"
  std::vector<Sighting> all;
  add(all, Field::kCheckIn, "2026-05-06", "2026-06-05");
  add(all, Field::kCheckOut, "2026-09-06", "2026-06-09");
  return all;
}

std::string left(const std::vector<Sighting>& all, Field field) {
  std::string days;
  for (const Sighting& one : all)
    if (one.field == field && !one.dropped) days += (days.empty() ? "" : " ") + to_iso(std::get<Date>(one.value));
  return days;
}

TEST(DateOrder, StaysOpenWhereBothReadingsAreStays) {
  auto all = american_stay();
  const auto problems = settle_date_orders(all);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, "date_order_unknown");
  EXPECT_EQ(left(all, Field::kCheckIn), "2026-05-06 2026-06-05");
  EXPECT_FALSE(all[0].doubt.empty());
}

TEST(DateOrder, IsProvenByTheNights) {
  auto all = american_stay();
  Sighting nights = seen(Field::kNights, "2026-01-01");
  nights.value = 4;
  all.push_back(nights);
  EXPECT_TRUE(settle_date_orders(all).empty());
  EXPECT_EQ(left(all, Field::kCheckIn), "2026-06-05");
  EXPECT_EQ(left(all, Field::kCheckOut), "2026-06-09");
  EXPECT_TRUE(all[1].doubt.empty());
}

TEST(DateOrder, IsNotProvenByNightsThatFitNeither) {
  auto all = american_stay();
  Sighting nights = seen(Field::kNights, "2026-01-01");
  nights.value = 5;
  all.push_back(nights);
  EXPECT_EQ(settle_date_orders(all).size(), 2U);
}

TEST(DateOrder, IsProvenByAnotherDateOfTheMail) {
  auto all = american_stay();
  all.push_back(seen(Field::kRequestedCheckIn, "2026-06-25", DateOrder::kUnset, DateOrder::kMonthFirst));
  EXPECT_TRUE(settle_date_orders(all).empty());
  EXPECT_EQ(left(all, Field::kCheckOut), "2026-06-09");
}

TEST(DateOrder, IsNotProvenByDatesThatContradictEachOther) {
  auto all = american_stay();
  all.push_back(seen(Field::kRequestedCheckIn, "2026-06-25", DateOrder::kUnset, DateOrder::kMonthFirst));
  all.push_back(seen(Field::kRequestedCheckOut, "2026-06-28", DateOrder::kUnset, DateOrder::kDayFirst));
  EXPECT_EQ(settle_date_orders(all).size(), 2U);
}

TEST(DateOrder, IsProvenByTheSameDayInWords) {
  auto all = american_stay();
  all.push_back(seen(Field::kCheckIn, "2026-06-05"));
  EXPECT_TRUE(settle_date_orders(all).empty());
  EXPECT_EQ(left(all, Field::kCheckOut), "2026-06-09");
}

TEST(DateOrder, IsProvenWhereOnlyOneReadingIsAStay) {
  std::vector<Sighting> all;  // "05/06/2026" and "04/07/2026"
  add(all, Field::kCheckIn, "2026-06-05", "2026-05-06");
  add(all, Field::kCheckOut, "2026-07-04", "2026-04-07");
  EXPECT_TRUE(settle_date_orders(all).empty());
  EXPECT_EQ(left(all, Field::kCheckIn), "2026-06-05");
}

TEST(DateOrder, IsProvenWhereTheOtherReadingIsOver) {
  auto all = american_stay();  // 6 May or 5 June
  EXPECT_TRUE(settle_date_orders(all, *parse_iso_date("2026-05-20")).empty());
  EXPECT_EQ(left(all, Field::kCheckIn), "2026-06-05");
  EXPECT_EQ(left(all, Field::kCheckOut), "2026-06-09");
}

TEST(DateOrder, StaysOpenWhereBothReadingsAreOver) {
  auto all = american_stay();
  EXPECT_EQ(settle_date_orders(all, *parse_iso_date("2026-07-01")).size(), 2U);
}

}  // namespace
}  // namespace connections::rules
