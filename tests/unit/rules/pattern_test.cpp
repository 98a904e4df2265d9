#include "rules/book/pattern.h"

#include <gmock/gmock.h>

#include "rules/book/pattern_set.h"

namespace connections::rules {
namespace {

using testing::HasSubstr;

std::string refusal(const char* expression) {
  const auto compiled = Pattern::compile(expression);
  return compiled ? "" : compiled.error().message;
}

TEST(Pattern, RefusesWhatRe2WouldSilentlyMisread) {
  EXPECT_THAT(refusal("(a)"), HasSubstr("unnamed capture group"));
  EXPECT_THAT(refusal("(?P<n>a)|(?P<n>b)"), HasSubstr("duplicate group name 'n'"));
  EXPECT_THAT(refusal("(?<n>a)"), HasSubstr("(?<name>…)"));
  EXPECT_THAT(refusal(R"(\C)"), HasSubstr("character"));
  EXPECT_FALSE(refusal("a{2,1}").empty());
}

TEST(Pattern, AcceptsParenthesesThatAreNoGroups) {
  for (const char* expression : {R"(\(a\))", "[()]", R"(\Q(a)\E)", "(?:a)", "(?i:a)", "[]()]"})
    EXPECT_EQ(refusal(expression), "") << expression;
}

TEST(Pattern, FindsGroupsByNameWithOffsetsOfTheWholeText) {
  const auto pattern = *Pattern::compile("(?P<a>x)|(?P<b>y)");
  const auto match = pattern.find("--y", 1);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->spans[0], (Span{2, 3}));
  EXPECT_EQ(match->spans[*pattern.group("a")].begin, Match::npos);
  EXPECT_EQ(match->spans[*pattern.group("b")], (Span{2, 3}));
}

TEST(Pattern, KnowsItsGroupsBeforeItIsCompiled) {
  const auto pattern = Pattern::parse(R"((?:\Q(?P<no>\E[(?P<no>]|\((?P<first>a{2,1})(?P<second>b)))");
  ASSERT_TRUE(pattern);
  EXPECT_THAT(pattern->groups(), testing::ElementsAre("first", "second"));
  EXPECT_EQ(pattern->group("second"), 2u);
  ASSERT_TRUE(pattern->refusal());
  EXPECT_THAT(pattern->refusal()->message, HasSubstr("repetition"));
  EXPECT_THROW((void)pattern->contains("aab"), std::logic_error);
}

TEST(PatternSet, TellsWhichPatternsOccur) {
  const PatternSet set({*Pattern::compile("alpha"), *Pattern::compile("beta"), *Pattern::compile("gamma")});
  EXPECT_THAT(set.find("gamma and alpha"), testing::ElementsAre(0u, 2u));
  EXPECT_THAT(set.find("none"), testing::IsEmpty());
  EXPECT_EQ(set.fallbacks(), 0u);
}

TEST(PatternSet, TriesEveryPatternSinglyWhenItsMemoryRunsOut) {
  std::vector<Pattern> patterns;
  for (int i = 0; i < 40; ++i) patterns.push_back(*Pattern::compile("(?i)word" + std::to_string(i) + "[a-z]{1,40}end"));
  const PatternSet set(patterns, 1 << 10);
  EXPECT_THAT(set.find("word7xend"), testing::ElementsAre(7u));
  EXPECT_GT(set.fallbacks(), 0u);
}

}  // namespace
}  // namespace connections::rules
