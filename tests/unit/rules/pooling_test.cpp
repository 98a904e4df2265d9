#include "rules/evaluation/pooling.h"

#include <gmock/gmock.h>

#include "rules/evaluation/date_checks.h"

namespace connections::rules {
namespace {

using testing::DoubleNear;

constexpr double kClose = 0.0005;

Sighting seen(Field field, Value value, double confidence, const char* rule, PartKind part = PartKind::kText,
              Span span = {0, 5}) {
  Sighting one;
  one.field = field;
  one.value = std::move(value);
  one.evidence.rule = rule;
  one.evidence.part = {part, {}};
  one.evidence.span = span;
  one.evidence.confidence = Confidence(confidence);
  return one;
}

Fact pooled(const std::vector<Sighting>& sightings) {
  std::vector<const Sighting*> all;
  for (const Sighting& one : sightings) all.push_back(&one);
  return pool(sightings.front().field, all, Budgets{});
}

Value text(const char* value) { return std::string(value); }

TEST(Pooling, OneValueKeepsItsConfidence) {
  EXPECT_THAT(pooled({seen(Field::kGuestName, text("Ada"), 0.95, "a")}).confidence.value(), DoubleNear(0.95, kClose));
}

TEST(Pooling, AConflictLowersTheWinnerToo) {
  const Fact fact = pooled({seen(Field::kListing, text("Loft"), 0.95, "a"),
                            seen(Field::kListing, text("Barn"), 0.60, "b", PartKind::kText, {9, 12})});
  EXPECT_THAT(fact.confidence.value(), DoubleNear(0.884, kClose));
  EXPECT_THAT(fact.candidates[1].share.value(), DoubleNear(0.070, kClose));
  EXPECT_EQ(fact.state, FactState::kAccepted);
}

TEST(Pooling, TwoStrongRivalsAreDisputed) {
  const Fact fact = pooled({seen(Field::kListing, text("Loft"), 0.95, "a"),
                            seen(Field::kListing, text("Barn"), 0.95, "b", PartKind::kText, {9, 12})});
  EXPECT_THAT(fact.confidence.value(), DoubleNear(0.487, kClose));
  EXPECT_EQ(fact.state, FactState::kDisputed);
  EXPECT_THAT(fact.reason, testing::HasSubstr("speaks nearly as strongly"));
}

TEST(Pooling, TheTextAndHtmlTwinsOfOneRuleCountOnce) {
  const Fact fact = pooled(
      {seen(Field::kListing, text("Loft"), 0.8, "a"), seen(Field::kListing, text("Loft"), 0.8, "a", PartKind::kHtml)});
  EXPECT_THAT(fact.confidence.value(), DoubleNear(0.8, kClose));
}

TEST(Pooling, RulesThatReadTheSameBytesCountOnceAtTheirMaximum) {
  const Fact fact = pooled({seen(Field::kListing, text("Loft"), 0.8, "a"),
                            seen(Field::kListing, text("Loft"), 0.9, "b", PartKind::kText, {3, 8})});
  EXPECT_THAT(fact.confidence.value(), DoubleNear(0.9, kClose));
}

TEST(Pooling, IndependentEvidenceAddsUp) {
  const Fact fact = pooled({seen(Field::kListing, text("Loft"), 0.8, "a"),
                            seen(Field::kListing, text("Loft"), 0.9, "b", PartKind::kSubject)});
  EXPECT_THAT(fact.confidence.value(), DoubleNear(0.98, kClose));
}

TEST(Pooling, AFirstNameLendsToTheOnlyFullName) {
  const Fact fact = pooled({seen(Field::kGuestName, text("Ada Example"), 0.8, "a"),
                            seen(Field::kGuestName, text("Ada"), 0.8, "b", PartKind::kSubject)});
  EXPECT_EQ(fact.candidates.size(), 1u);
  EXPECT_THAT(fact.confidence.value(), DoubleNear(0.96, kClose));
}

TEST(Pooling, AFirstNameOfTwoFullNamesLendsToNeither) {
  EXPECT_EQ(pooled({seen(Field::kGuestName, text("Ada Example"), 0.8, "a"),
                    seen(Field::kGuestName, text("Ada Other"), 0.8, "b", PartKind::kSubject),
                    seen(Field::kGuestName, text("Ada"), 0.8, "c", PartKind::kHtml)})
                .candidates.size(),
            3u);
}

TEST(Pooling, ShowsTheSpellingThatDoesNotShout) {
  const Fact fact = pooled({seen(Field::kListing, text("HARBOUR LOFT"), 0.9, "a"),
                            seen(Field::kListing, text("Harbour Loft"), 0.7, "b", PartKind::kHtml)});
  EXPECT_EQ(to_string(fact.value), "Harbour Loft");
}

TEST(Pooling, ADoubtCountsHalfAndIsTheReason) {
  Sighting doubted = seen(Field::kCheckIn, *parse_iso_date("2026-06-12"), 0.95, "a");
  doubted.doubt = "the weekday contradicts";
  const Fact fact = pooled({doubted});
  EXPECT_EQ(fact.state, FactState::kDisputed);
  EXPECT_EQ(fact.reason, "the weekday contradicts");
}

Fact date_fact(Field field, const char* date) {
  return {.field = field,
          .value = *parse_iso_date(date),
          .confidence = Confidence(0.9),
          .state = FactState::kAccepted,
          .reason = {},
          .candidates = {}};
}

TEST(CheckDates, DisputesACheckOutThatIsNotAfterTheCheckIn) {
  std::vector<Fact> facts{date_fact(Field::kCheckIn, "2026-06-12"), date_fact(Field::kCheckOut, "2026-06-12")};
  check_dates(facts);
  EXPECT_EQ(facts[0].state, FactState::kDisputed);
  EXPECT_EQ(facts[1].state, FactState::kDisputed);
}

TEST(CheckDates, DisputesDatesThatContradictTheNumberOfNights) {
  std::vector<Fact> facts{date_fact(Field::kCheckIn, "2026-06-12"),
                          date_fact(Field::kCheckOut, "2026-06-15"),
                          {.field = Field::kNights,
                           .value = 4,
                           .confidence = Confidence(0.9),
                           .state = FactState::kAccepted,
                           .reason = {},
                           .candidates = {}}};
  check_dates(facts);
  EXPECT_THAT(facts[0].reason, testing::HasSubstr("3 nights apart, the mail says 4"));
}

TEST(AgreeOnYears, PutsAGuessedCheckOutBehindItsCheckIn) {
  std::vector<Sighting> sightings{seen(Field::kCheckIn, *parse_iso_date("2027-06-12"), 0.9, "a"),
                                  seen(Field::kCheckOut, *parse_iso_date("2026-06-15"), 0.9, "b")};
  sightings[1].year_guessed = true;
  agree_on_years(sightings);
  EXPECT_EQ(to_string(sightings[1].value), "2027-06-15");
}

TEST(LiftConfirmedDoubts, BelievesTheOtherDateOfAMatchThatAnotherRuleConfirms) {
  std::vector<Sighting> sightings{
      seen(Field::kCheckIn, *parse_iso_date("2027-02-05"), 0.9, "body"),
      seen(Field::kCheckOut, *parse_iso_date("2027-02-09"), 0.9, "body"),
      seen(Field::kCheckIn, *parse_iso_date("2027-02-05"), 0.8, "subject", PartKind::kSubject)};
  sightings[0].doubt = sightings[1].doubt = "weekday";
  lift_confirmed_doubts(sightings);
  EXPECT_TRUE(sightings[1].doubt.empty());
  EXPECT_THAT(sightings[1].evidence.confidence.value(), DoubleNear(0.63, kClose));
}

}  // namespace
}  // namespace connections::rules
