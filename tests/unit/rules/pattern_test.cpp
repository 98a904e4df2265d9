#include "rules/book/pattern.h"

#include <gmock/gmock.h>

#include "mail/mail.h"
#include "rules/language/load_rule_book.h"
#include "support/files.h"

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

struct NarrowedPattern : testing::Test {
  Vocabulary vocabulary;

  Pattern parse(const char* expression) { return *Pattern::parse(expression, Pattern::kDefaultMemory, &vocabulary); }
  std::string found(const Pattern& pattern, std::string_view text) {
    TextWords words(vocabulary, text);
    const auto match = pattern.find(text, 0, &words);
    return match ? std::string(text.substr(match->spans[0].begin, match->spans[0].size())) : "nothing";
  }
};

TEST_F(NarrowedPattern, MatchesAsTheWholeOneDoes) {
  const auto pattern = parse("(?i:reservation|buchung|réservation|prenotazione|reserva|bokning|varaus|κρατήσεις) \\d+");
  EXPECT_EQ(found(pattern, "Buchung 12"), "Buchung 12");
  EXPECT_EQ(found(pattern, "Réservation 12"), "Réservation 12") << "reserva is part of it, too";
  EXPECT_EQ(found(pattern, "RESERVA 7, BUCHUNG 8"), "RESERVA 7");
  EXPECT_EQ(found(pattern, "ΚΡΑΤΉΣΕΙΣ 3"), "ΚΡΑΤΉΣΕΙΣ 3") << "the last sigma has a form of its own";
  EXPECT_EQ(found(pattern, "12"), "nothing");
  EXPECT_EQ(found(pattern, ""), "nothing");
}

TEST_F(NarrowedPattern, DropsItsFormsWhenTextsHoldTooManyChoices) {
  std::string expression = "(?i:";
  for (int i = 0; i < 200; ++i) expression += (i > 0 ? "|" : "") + std::string("word") + std::to_string(1000 + i);
  const auto pattern = parse((expression + ")").c_str());
  for (int i = 0; i < 200; ++i) {
    const std::string word = "word" + std::to_string(1000 + i);
    EXPECT_EQ(found(pattern, "a " + word), word);
  }
  EXPECT_EQ(pattern.overflows(), 3U);
}

TEST_F(NarrowedPattern, OfAnotherVocabularyIsUsedWhole) {
  const auto pattern = parse("(?i:one|two|three|four|five|six|seven|eight)");
  Vocabulary another;
  TextWords words(another, "seven");
  EXPECT_TRUE(pattern.contains("seven", &words));
  EXPECT_TRUE(pattern.contains("seven"));
}

/// Every shipped expression over every part of every invented mail: narrowed and whole ones find the same.
TEST(NarrowedPatterns, OfTheShippedRulesFindWhatWholeOnesFind) {
  const std::filesystem::path source = CONNECTIONS_SOURCE_DIR;
  const auto outcome =
      load_rule_book({.rules = source / "rules", .overrides = {}, .engine_version = "0.1.0", .budgets = {}});
  ASSERT_TRUE(outcome.book);
  std::size_t found = 0, texts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source / "engine/corpus/invented/mail")) {
    if (entry.path().extension() != ".eml" || ++texts % 8 != 0) continue;  // an eighth of them: whole ones are slow
    const std::string bytes = test::read_file(entry.path());
    const auto mail = mail::Mail::parse(bytes);
    if (!mail) continue;
    for (const PartKind kind : {PartKind::kSubject, PartKind::kText, PartKind::kHtml}) {
      const mail::View* view = mail->view({kind, {}});
      if (view == nullptr) continue;
      TextWords words(*outcome.book->vocabulary, view->text);
      for (const Pattern& pattern : outcome.book->expressions) {
        const auto whole = pattern.find(view->text), narrowed = pattern.find(view->text, 0, &words);
        ASSERT_EQ(whole.has_value(), narrowed.has_value())
            << entry.path() << " " << pattern.expression().substr(0, 200);
        if (!whole) continue;
        ASSERT_EQ(whole->spans, narrowed->spans) << entry.path() << " " << pattern.expression().substr(0, 200);
        ++found;
      }
    }
  }
  EXPECT_GT(found, 1000U);
}

}  // namespace
}  // namespace connections::rules
