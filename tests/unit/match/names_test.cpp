#include "match/names.h"

#include <gtest/gtest.h>

namespace connections::match {
namespace {

struct Case {
  const char* a;
  const char* b;
  NameAgreement expected;
};

TEST(Names, AgreeOrNotWhateverTheOrder) {
  using enum NameAgreement;
  constexpr Case kCases[]{
      {"Ada Example", "Ada Example", kFull},
      {"ada  EXAMPLE", "Example, Ada", kFull},
      {"Ada", "Ada Example", kFirst},
      {"Ada & Bo", "Ada Example", kFirst},
      {"Bo and Ada", "Ada Example", kFirst},
      {"Ada E.", "Ada Example", kFirst},
      {"A. E.", "Ada Example", kInitials},
      {"A*** E***", "Ada Example", kInitials},
      {"Zoë Müller-Lüdenscheidt", "Zoe Muller Ludenscheidt", kFull},
      {"Łukasz", "lukasz Przykład", kFirst},
      {"Nguyễn Thị Mẫu", "NGUYEN THI MAU", kFull},
      {"Νίκος Παράδειγμας", "ΝΙΚΟΣ ΠΑΡΑΔΕΙΓΜΑΣ", kFull},
      {"Андрей", "Андреи", kNone},
      {"Ada Other", "Ada Example", kNone},
      {"Bo", "Ada Example", kNone},
      {"Ada F.", "Ada Example", kNone},
      {"Adam", "Ada Example", kNone},
      {"", "Ada Example", kNone},
      {"张伟", "张伟", kFirst},
  };
  for (const Case& one : kCases) {
    EXPECT_EQ(compare_names(one.a, one.b), one.expected) << one.a << " / " << one.b;
    EXPECT_EQ(compare_names(one.b, one.a), one.expected) << one.b << " / " << one.a;
  }
}

TEST(Names, TheFullerWritingSaysMore) {
  EXPECT_TRUE(is_fuller("Ada Example", "Ada E."));
  EXPECT_TRUE(is_fuller("Ada Example", "Ada"));
  EXPECT_FALSE(is_fuller("Ada E.", "Ada Example"));
  EXPECT_FALSE(is_fuller("Bo Example", "Ada"));
}

}  // namespace
}  // namespace connections::match
