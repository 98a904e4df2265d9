#include "rules/language/pattern_gaps.h"

#include <gtest/gtest.h>

namespace connections::rules {
namespace {

std::string gap(std::string_view expression) {
  const auto found = unbounded_gap(expression);
  return found ? std::string(expression.substr(found->begin, found->size())) : "";
}

TEST(PatternGaps, AreRepeatsThatRunOverLines) {
  EXPECT_EQ(gap("(?s)a.*b"), ".*");
  EXPECT_EQ(gap("(?s:a.+?b)"), ".+?");
  EXPECT_EQ(gap("a[^<]{2,}b"), "[^<]{2,}");
  EXPECT_EQ(gap(R"(a[\s\S]*b)"), R"([\s\S]*)");
  EXPECT_EQ(gap(R"(a(?:.|\n)+b)"), R"((?:.|\n)+)");
}

TEST(PatternGaps, AreNotRepeatsThatEnd) {
  for (const char* expression :
       {"a.*b", "(?s:a).*b", "(?s)(?-s).*", R"([^\n]*)", R"([^\s\d]+)", "[^<]{0,200}", "(?s)a.{1,9}b", R"(\s*)",
        "(?s)a.?b", R"(\[^<]*)", R"(\Q(?s).*\E)", "[a-z]*", R"((?:a|\n)*)", "[^", "(?s", "a{,}", ""})
    EXPECT_EQ(gap(expression), "") << expression;
}

std::string count(std::string_view expression) {
  const auto found = long_count(expression);
  return found ? std::string(expression.substr(found->begin, found->size())) : "";
}

TEST(LongCounts, AreOfNearlyEveryCharacter) {
  EXPECT_EQ(count(R"(^(?P<n>[^\n\d:|]{1,80}?) arrives)"), R"([^\n\d:|]{1,80}?)");
  EXPECT_EQ(count(R"([^\s][^\n]{0,150})"), R"([^\n]{0,150})");
  for (const char* expression : {R"([^\n]+)", R"([^\n]{2,})", R"([^\s]{1,8})", R"(\d{1,40})", "[a-z]{1,40}", ""})
    EXPECT_EQ(count(expression), "") << expression;
}

}  // namespace
}  // namespace connections::rules
