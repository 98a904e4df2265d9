#include "model/value.h"

#include "model/unicode.h"

namespace connections {
namespace {

struct Case {
  ValueKind kind;
  const char* text;
};
class CanonicalText : public testing::TestWithParam<Case> {};

TEST_P(CanonicalText, ReadsBackAsItWasPrinted) {
  const auto value = parse_value(GetParam().kind, GetParam().text);
  ASSERT_TRUE(value);
  EXPECT_EQ(to_string(*value), GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(Values, CanonicalText,
                         testing::Values(Case{ValueKind::kText, "Ada Example"}, Case{ValueKind::kDate, "2026-06-12"},
                                         Case{ValueKind::kCount, "4"}, Case{ValueKind::kMoney, "1234.56 EUR"},
                                         Case{ValueKind::kMoney, "-0.05"}, Case{ValueKind::kTime, "15:00"}));

TEST(SameValue, FoldsCaseAndWhiteSpaceOfText) {
  EXPECT_TRUE(same_value(Value(std::string("ÉLODIE  Müller")), Value(std::string("élodie müller"))));
  EXPECT_FALSE(same_value(Value(std::string("Ada")), Value(std::string("Ada E"))));
  EXPECT_FALSE(same_value(Value(1), Value(2)));
}

TEST(ParseValue, RefusesCountsNoPartyHas) {
  EXPECT_FALSE(parse_value(ValueKind::kCount, "-1"));
  EXPECT_FALSE(parse_value(ValueKind::kCount, "1000"));
}

TEST(Unicode, TellsAllCapitalsFromNamesWithoutCase) {
  EXPECT_TRUE(unicode::is_all_capitals("JEAN-PIERRE ÉMILE"));
  EXPECT_FALSE(unicode::is_all_capitals("Jean"));
  EXPECT_FALSE(unicode::is_all_capitals("山田太郎"));
}

TEST(Unicode, ABrokenByteIsReplacedAndSkippedAlone) {
  std::size_t at = 0;
  const std::string_view text = "\xC3(";
  EXPECT_EQ(unicode::take(text, at), 0xFFFDu);
  EXPECT_EQ(unicode::take(text, at), U'(');
  EXPECT_FALSE(unicode::is_valid_utf8(text));
  EXPECT_TRUE(unicode::is_valid_utf8("añ予\xEF\xBF\xBD"));
}

}  // namespace
}  // namespace connections
