#include "sync/reread/reading_diff.h"

#include <gmock/gmock.h>

namespace connections::sync {
namespace {

Extraction reading(const std::string& guest, FactState state = FactState::kAccepted, double confidence = 0.9) {
  Extraction one;
  one.kind = MailKind::kConfirmed;
  if (!guest.empty())
    one.facts.push_back({.field = Field::kGuestName,
                         .value = guest,
                         .confidence = Confidence(confidence),
                         .state = state,
                         .reason = {},
                         .candidates = {}});
  return one;
}

struct Case {
  const char* what;
  Extraction before, after;
  std::string change;  ///< empty: none
};

TEST(ReadingDiff, SaysWhatIsGainedLostAndChanged) {
  const std::vector<Case> cases{
      {"the same", reading("Ada Example"), reading("Ada Example"), ""},
      {"surer of the same", reading("Ada Example"), reading("Ada Example", FactState::kAccepted, 0.99), ""},
      {"a name where there was none", reading(""), reading("Ada Example"), "gained"},
      {"a name that was disputed", reading("Ada", FactState::kDisputed), reading("Ada"), "gained"},
      {"no name any more", reading("Ada Example"), reading(""), "lost"},
      {"a name that is disputed now", reading("Ada"), reading("Ada", FactState::kDisputed), "lost"},
      {"another name", reading("Ada Example"), reading("Bo Other"), "changed"},
  };
  for (const Case& one : cases) {
    const auto diffs = differences(one.before, one.after);
    EXPECT_EQ(diffs.empty() ? "" : std::string(name(diffs.front().change())), one.change) << one.what;
  }
}

TEST(ReadingDiff, AnotherKindIsADifferenceAndIsNamedFirst) {
  Extraction cancelled = reading("Ada Example");
  cancelled.kind = MailKind::kCancellation;
  const auto diffs = differences(reading("Bo Other"), cancelled);
  ASSERT_EQ(diffs.size(), 2u);
  EXPECT_EQ(diffs.front().field, "kind");
  EXPECT_EQ(diffs.front().after, "cancellation");
}

TEST(ReadingDiff, ReadsAlikeOnlyIfNothingThatDecidesDiffers) {
  EXPECT_TRUE(reads_alike(reading("Ada"), reading("Ada")));
  EXPECT_FALSE(reads_alike(reading("Ada"), reading("Ada", FactState::kAccepted, 0.5)));
  Extraction problem = reading("Ada");
  problem.problems.push_back({"nights_contradict", "…"});
  EXPECT_FALSE(reads_alike(reading("Ada"), problem));
  Extraction other_book = reading("Ada");
  other_book.rule_book = "another";
  EXPECT_TRUE(reads_alike(reading("Ada"), other_book));
}

TEST(ReadingTally, CountsByField) {
  ReadingTally tally;
  tally.add(differences(reading(""), reading("Ada")));
  tally.add(differences(reading("Ada"), reading("Bo")));
  EXPECT_EQ(tally.fields().at("guest_name"), (ReadingTally::Counts{1, 0, 1}));
}

}  // namespace
}  // namespace connections::sync
