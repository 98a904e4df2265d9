#include "rules/book/vocabulary.h"

#include <set>

#include <gmock/gmock.h>

#include "model/unicode.h"
#include "rules/book/pattern.h"
#include "rules/book/text_words.h"

namespace connections::rules {
namespace {

TEST(Vocabulary, FindsLiteralsAnywhereInWhateverCase) {
  Vocabulary vocabulary;
  const std::size_t guest = vocabulary.atom("Guest"), est = vocabulary.atom("est"), one = vocabulary.atom("x");
  const std::size_t thai = vocabulary.atom("ชื่อ"), absent = vocabulary.atom("guests");
  EXPECT_EQ(vocabulary.atom("GUEST"), guest);
  TextWords words(vocabulary, "GUEST ชื่อ X");
  EXPECT_TRUE(words.has(guest) && words.has(est) && words.has(one) && words.has(thai));
  EXPECT_FALSE(words.has(absent));
}

TEST(Vocabulary, TakesATextWithVeryManyWordsForOneWithAll) {
  Vocabulary vocabulary;
  std::vector<std::string> all;
  std::string text;
  for (int i = 0; i < 60; ++i) all.push_back("word" + std::to_string(100 + i));
  const auto list = vocabulary.list(all, all);
  for (int i = 0; i < 40; ++i) text += all[static_cast<std::size_t>(i)] + " ";
  TextWords words(vocabulary, text);
  EXPECT_TRUE(words.of(*list).has(59));
  TextWords few(vocabulary, "word101");
  EXPECT_TRUE(few.of(*list).has(1));
  EXPECT_FALSE(few.of(*list).has(59));
}

/// What RE2 takes for the same letter, ignoring case, must fold to the same one: else a word that it would find is held
/// to be absent.
TEST(Vocabulary, FoldsWhatRe2HoldsToBeTheSameLetter) {
  std::vector<char32_t> cased;
  for (char32_t c = 1; c < 0x1F000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    if (unicode::to_lower(c) != c || unicode::fold_case(c) != c) cased.push_back(c);
  }
  std::string all;
  std::set<char32_t> letters(cased.begin(), cased.end());
  for (const char32_t c : cased) letters.insert({unicode::to_lower(c), unicode::fold_case(c)});
  for (const char32_t c : letters) unicode::append(all, c), all += '\n';
  for (const char32_t c : letters) {
    std::string expression = "(?i)";
    if (c < 0x80 && std::ispunct(static_cast<int>(c)) != 0) expression += '\\';
    unicode::append(expression, c);
    const auto pattern = Pattern::compile(expression);
    ASSERT_TRUE(pattern) << expression;
    for (std::size_t at = 0;;) {
      const auto match = pattern->find(all, at);
      if (!match) break;
      std::size_t begin = match->spans[0].begin;
      at = match->spans[0].end;
      EXPECT_EQ(unicode::fold_case(unicode::take(all, begin)), unicode::fold_case(c))
          << static_cast<unsigned>(c) << " " << expression;
    }
  }
}

}  // namespace
}  // namespace connections::rules
