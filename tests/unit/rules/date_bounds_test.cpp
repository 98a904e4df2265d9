// A date ends where it ends, whatever an expression captured of it: every language, several forms and surroundings, and
// every way to cut them.
#include "rules/values/date_bounds.h"

#include <gtest/gtest.h>

#include "rules/values/date_reader.h"
#include "unit/rules/shipped_locales.h"

namespace connections::rules {
namespace {

struct Form {
  const char* before_month;
  const char* behind_month;
};
constexpr Form kForms[]{{"5 ", " 2027"},   {"5. ", " 2027"},     {"15 ", " 2027"}, {"5 de ", " de 2027"},
                        {"", " 5, 2027"},  {"", " 15, 2027"},    {"5 ", " '27"},   {"5 ", " 27"},
                        {"1er ", " 2027"}, {"25th of ", " 2027"}};
constexpr const char* kSurroundings[][2]{{"", ""}, {"arrive le ", ""}, {"(", ")"}, {"Check-in: ", "\n7 nights"}};

std::string day_of_form(const Form& form) {
  const std::string all = std::string(form.before_month) + form.behind_month;
  return all.find("25") != std::string::npos    ? "25"
         : all.find("15") != std::string::npos  ? "15"
         : all.find("1er") != std::string::npos ? "01"
                                                : "05";
}

DateContext context_of(const Locales& locales) {
  return {.locales = &locales,
          .order = DateOrder::kUnset,
          .year = YearPolicy::kNextAfterReceived,
          .received = *parse_rfc3339("2026-01-10T09:00:00Z"),
          .received_known = true,
          .formats = {}};
}

/// What a rule would read that captured `span`: the day, or "" where it is refused.
std::string read(const std::string& text, Span span, const Locales& locales) {
  const DateBounds bounds = date_bounds(text, span, locales);
  if (bounds.unclear) return {};
  const auto date =
      read_date(std::string_view(text).substr(bounds.span.begin, bounds.span.size()), context_of(locales));
  return date ? to_iso(date->date) : "";
}

bool starts_something(const std::string& text, std::size_t at) {
  return at == 0 || std::string_view(" (\n").find(text[at - 1]) != std::string_view::npos ||
         (text[at - 1] >= '0' && text[at - 1] <= '9');
}

template <class Check>
void for_each_date(const Check& check) {
  const Locales& all = shipped_locales();
  for (const Locale* locale : all.all()) {
    for (std::size_t month = 0; month < 12; ++month)
      for (const std::string& word : locale->months[month]) {
        if (word.find_first_of(" 0123456789'") != std::string::npos) continue;
        const WordMeaning* meaning = all.meaning(word);
        if (meaning == nullptr || meaning->month != static_cast<int>(month) + 1) continue;  // means several months
        for (const Form& form : kForms)
          check(all, form.before_month + word + form.behind_month,
                fmt::format("2027-{:02}-{}", month + 1, day_of_form(form)));
      }
  }
}

TEST(DateBounds, HoldTheWholeDateHoweverItIsCut) {
  for_each_date([](const Locales& locales, const std::string& date, const std::string& expected) {
    for (const auto& [before, after] : kSurroundings) {
      const std::string text = before + date + after;
      const std::size_t first = std::string_view(before).size();
      for (std::size_t begin = first; begin < first + date.size(); ++begin) {
        if (!starts_something(text, begin)) continue;
        for (std::size_t end = begin + 1; end <= first + date.size(); ++end) {
          if ((static_cast<unsigned char>(text[end - 1]) & 0x80U) != 0 && end < text.size() && text[end] != ' ')
            continue;
          const std::string got = read(text, {begin, end}, locales);
          ASSERT_TRUE(got.empty() || got == expected)
              << "'" << text.substr(begin, end - begin) << "' cut out of '" << text << "' reads " << got;
        }
      }
    }
  });
}

TEST(DateBounds, LoseNoDateThatIsCapturedWithoutItsYear) {
  for_each_date([](const Locales& locales, const std::string& date, const std::string& expected) {
    const auto year = date.find_last_of(' ');
    EXPECT_EQ(read(date, {0, date.size()}, locales), expected) << date;
    EXPECT_EQ(read(date, {0, year}, locales), expected) << date;
  });
}

TEST(DateBounds, LeaveUnclearWhatCouldBeTwoDays) {
  const std::string text = "arrive le 5 mai 27 \n";
  EXPECT_TRUE(date_bounds(text, {12, 18}, shipped_locales()).unclear);  // "mai 27"
  EXPECT_FALSE(date_bounds("Flat 5, May 27", {8, 14}, shipped_locales()).unclear);
  EXPECT_FALSE(date_bounds("Flat 5 May 27, 2027", {7, 13}, shipped_locales()).unclear);
}

TEST(DateBounds, WidenAllNumericDates) {
  const std::string text = "from 12/06/2026 on";
  EXPECT_EQ(date_bounds(text, {6, 10}, shipped_locales()).span, (Span{5, 15}));
  EXPECT_TRUE(cuts_number("1234", {0, 2}));
  EXPECT_FALSE(cuts_number("12 34", {0, 2}));
  EXPECT_TRUE(cuts_word("2 adultes", {0, 7}));
  EXPECT_FALSE(cuts_word("2 adultes", {0, 9}));
}

}  // namespace
}  // namespace connections::rules
