#include "model/unicode.h"

#include <gtest/gtest.h>

namespace connections::unicode {
namespace {

TEST(Unicode, LettersOfEveryScriptWithCaseHaveASmallOne) {
  struct Case {
    char32_t capital, small;
  };
  for (const auto& [capital, small] : {Case{U'A', U'a'},
                                       {U'É', U'é'},
                                       {U'Ł', U'ł'},
                                       {U'Ÿ', U'ÿ'},
                                       {U'İ', U'i'},
                                       {U'Ș', U'ș'},
                                       {U'Ế', U'ế'},
                                       {U'Ω', U'ω'},
                                       {U'Ώ', U'ώ'},
                                       {U'Ж', U'ж'},
                                       {U'Ѐ', U'ѐ'},
                                       {U'Ա', U'ա'},
                                       {U'×', U'×'},
                                       {U'張', U'張'}}) {
    EXPECT_EQ(to_lower(capital), small) << static_cast<std::uint32_t>(capital);
    EXPECT_EQ(is_upper(capital), capital != small) << static_cast<std::uint32_t>(capital);
  }
}

TEST(Unicode, ACapitalNameHasLettersAndNoSmallOnes) {
  for (const char* name : {"JANET", "ÅSA ØDEGÅRD", "ΜΑΡΊΑ", "ԱՆԻ", "J. O'BRIEN 2"})
    EXPECT_TRUE(is_all_capitals(name)) << name;
  for (const char* name : {"Janet", "JANET ß", "Ωραία", "张伟", "123", ""}) EXPECT_FALSE(is_all_capitals(name)) << name;
}

TEST(Unicode, MarksGoFromLatinAndGreekLettersOnly) {
  struct Case {
    char32_t with, without;
  };
  for (const auto& [with, without] : {Case{U'é', U'e'},
                                      {U'ế', U'e'},
                                      {U'ő', U'o'},
                                      {U'ș', U's'},
                                      {U'ά', U'α'},
                                      {U'ø', U'ø'},
                                      {U'й', U'й'},
                                      {U'が', U'が'},
                                      {U'한', U'한'},
                                      {U'½', U'½'}})
    EXPECT_EQ(without_marks(with), without) << static_cast<std::uint32_t>(with);
}

TEST(Unicode, ColumnsOfATerminal) {
  struct Case {
    char32_t c;
    std::size_t columns;
  };
  for (const auto& [c, columns] : {Case{U'a', 1},
                                   {U'張', 2},
                                   {U'ｱ', 1},
                                   {U'Ａ', 2},
                                   {U'한', 2},
                                   {U'😀', 2},
                                   {U'\u0301', 0},
                                   {U'\u200B', 0},
                                   {U'\uFE0F', 0},
                                   {U'\n', 0}})
    EXPECT_EQ(width(c), columns) << static_cast<std::uint32_t>(c);
}

TEST(Unicode, BytesThatAreNotUtf8AreReplacedOneByOne) {
  for (const char* bytes : {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
    EXPECT_FALSE(is_valid_utf8(bytes));
    std::size_t at = 0;
    EXPECT_EQ(take(bytes, at), U'\uFFFD');
    EXPECT_EQ(at, 1U);
  }
  EXPECT_TRUE(is_valid_utf8("é\xEF\xBF\xBD😀"));
}

}  // namespace
}  // namespace connections::unicode
