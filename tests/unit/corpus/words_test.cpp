// The tables that `corpus generate --vary` writes from: complete in every language.
#include <gmock/gmock.h>

#include "corpus/generator/variation/facts/language.h"

namespace connections::corpus {
namespace {

const Language& english() {
  for (const Language& language : languages())
    if (language.tag() == "en") return language;
  throw std::logic_error("words/en.json is missing");
}

/// Words of senders that do not write in every language, and counts that Airbnb words in its own way in some.
bool may_be_missing(const std::string& key) {
  return key.starts_with("booking.") || key.starts_with("vrbo.") || key == "airbnb.known";
}

TEST(VariationWords, CoverTheLanguagesOfHosts) {
  std::vector<std::string> tags;
  for (const Language& language : languages()) tags.push_back(language.tag());
  EXPECT_THAT(tags, testing::UnorderedElementsAre("cs", "da", "de", "el", "en", "es", "fi", "fr", "hr", "hu", "it",
                                                  "ja", "ko", "nb", "nl", "pl", "pt-BR", "ro", "sv", "tr", "zh-CN"));
}

class WordsOf : public testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] const Language& language() const { return languages()[GetParam()]; }
};

TEST_P(WordsOf, HaveEveryKeyOfEnglish) {
  for (const auto& [key, words] : english().words()) {
    if (may_be_missing(key)) continue;
    ASSERT_TRUE(language().has(key)) << language().tag() << ' ' << key;
    EXPECT_FALSE(language().all(key).empty()) << language().tag() << ' ' << key;
  }
}

TEST_P(WordsOf, HaveAWholeYearAndWeek) {
  EXPECT_EQ(language().all("date.months").size(), 12U);
  EXPECT_EQ(language().all("date.short").size(), 12U);
  EXPECT_EQ(language().all("date.weekdays").size(), 7U);
  EXPECT_EQ(language().all("date.short_weekdays").size(), 7U);
}

/// What is drawn together must have as many words on both sides.
TEST_P(WordsOf, ComeInPairs) {
  EXPECT_EQ(language().all("labels.check_in").size(), language().all("labels.check_out").size());
  EXPECT_EQ(language().all("date.yearless").size(), language().all("date.with_year").size());
  for (const char* key : {"forward.outlook", "forward.apple"}) EXPECT_EQ(language().all(key).size(), 4U) << key;
  for (const char* key : {"forward.prefix", "forward.reply_prefix"}) EXPECT_EQ(language().all(key).size(), 3U) << key;
}

TEST_P(WordsOf, HavePeopleAndHouses) {
  EXPECT_TRUE(houses().has(language().tag()));
  for (const char* key : {".given_names", ".family_names", ".given", ".family", ".whole"})
    EXPECT_TRUE(people().has(language().tag() + key)) << language().tag() << key;
}

INSTANTIATE_TEST_SUITE_P(Languages, WordsOf, testing::Range<std::size_t>(0, 21));

}  // namespace
}  // namespace connections::corpus
