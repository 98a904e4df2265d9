#include "rules/book/expression_shape.h"

#include <gmock/gmock.h>

namespace connections::rules {
namespace {

/// Whether a text with these words may match, by what the expression needs.
struct ShapeCase {
  const char* name;
  const char* expression;
  const char* may;
  const char* may_not;
};

struct ExpressionNeeds : testing::TestWithParam<ShapeCase> {
  static bool may_match(std::string_view expression, std::string_view text) {
    Vocabulary vocabulary;
    const ExpressionShape shape = shape_of(expression, vocabulary);
    TextWords words(vocabulary, text);
    return shape.may_match(words);
  }
};

TEST_P(ExpressionNeeds, RuleOutTextsWithoutThem) {
  EXPECT_TRUE(may_match(GetParam().expression, GetParam().may)) << GetParam().may;
  if (GetParam().may_not != nullptr) {
    EXPECT_FALSE(may_match(GetParam().expression, GetParam().may_not));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Expressions, ExpressionNeeds,
    testing::Values(ShapeCase{"a_literal", "^booked by (?P<n>.+)$", "It was BOOKED BY Ada", "booked for Ada"},
                    ShapeCase{"one_of_a_list", "(?i:guest|gast) \\d", "2 Gäste? Gast 2", "2 people"},
                    ShapeCase{"what_is_in_a_group", "(?P<n>(?:name: [a-z]+))", "name: ada", "ada"},
                    ShapeCase{"an_escaped_dot", "booking\\.com", "Booking.com", "booking"},
                    ShapeCase{"no_alternative", "alpha|beta", "gamma", nullptr},
                    ShapeCase{"no_alternative_in_a_group", "(?:al.ha|beta)", "gamma", nullptr},
                    ShapeCase{"nothing_optional", "(?:alpha)?x*(?:beta){0,2}(?:gamma)*", "z", nullptr},
                    ShapeCase{"not_the_optional_letter", "guests?:", "guest:", "gues:"},
                    ShapeCase{"a_repeated_letter_once", "hallo+ ada", "HALLO ADA, halloo ada", "hall ada"},
                    ShapeCase{"a_repeated_group", "(?:alpha)+", "alpha", "beta"},
                    ShapeCase{"words_apart", "(?i:check[ \\n]+in|arrival)", "check\nin", "che in"},
                    ShapeCase{"no_class", "[abc]def", "def", "abc"},
                    ShapeCase{"an_unbalanced_one", "alpha)beta", "gamma", nullptr}),
    [](const auto& info) { return std::string(info.param.name); });

std::string narrowed(Vocabulary& vocabulary, const ExpressionShape& shape, std::string_view text) {
  TextWords words(vocabulary, text);
  return shape.narrowed(words);
}

TEST(ExpressionShape, KeepsTheWordsThatATextHoldsInTheirOrder) {
  Vocabulary vocabulary;
  const auto shape =
      shape_of("^(?i:november|oktober|october|outubro|ottobre|march|marzo|mar) (?P<d>\\d+)$", vocabulary);
  EXPECT_EQ(narrowed(vocabulary, shape, "3 October, 4 NOVEMBER"), "^(?i:november|october|mar) (?P<d>\\d+)$")
      << "words of three letters stand in every form";
  EXPECT_EQ(narrowed(vocabulary, shape, ""), "^(?i:mar) (?P<d>\\d+)$");
}

TEST(ExpressionShape, KeepsFamiliesTogether) {
  Vocabulary vocabulary;
  const std::vector<std::string> words{"november", "october", "outubro", "ottobre", "march", "marzo", "april", "abril"};
  vocabulary.set_families(words, {0, 0, 1, 2, 0, 2, 0, 1});
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : "|") + word;
  const auto shape = shape_of("(?i:" + all + ")", vocabulary);
  EXPECT_EQ(narrowed(vocabulary, shape, "in March"), "(?i:november|october|march|april)");
  EXPECT_EQ(narrowed(vocabulary, shape, "abril"), "(?i:outubro|abril)");
}

TEST(ExpressionShape, LeavesShortListsAndOtherGroupsAlone) {
  Vocabulary vocabulary;
  for (const char* expression :
       {"(?:alpha|beta)", "(?i:one|two|three|four|five|six|seven|eig.t)", "(?i:a|b|c|d|e|f|g|)"}) {
    const auto shape = shape_of(expression, vocabulary);
    EXPECT_EQ(narrowed(vocabulary, shape, "nothing of it"), expression);
  }
}

}  // namespace
}  // namespace connections::rules
