#include "match/matcher.h"

#include <gmock/gmock.h>

namespace connections::match {
namespace {

using testing::ElementsAre;

constexpr double kSure = 0.95;

Fact fact(Field field, Value value, double confidence = kSure, FactState state = FactState::kAccepted) {
  return {.field = field,
          .value = std::move(value),
          .confidence = Confidence(confidence),
          .state = state,
          .reason = state == FactState::kDisputed ? "two values" : "",
          .candidates = {}};
}

Date day(const char* text) { return *parse_iso_date(text); }

/// A confirmed Airbnb mail about Ada's stay in June.
Extraction confirmed() {
  Extraction facts;
  facts.platform = "airbnb";
  facts.kind = MailKind::kConfirmed;
  facts.may = Permission::kEnrich;
  facts.facts = {fact(Field::kGuestName, std::string("Ada Example")), fact(Field::kCheckIn, day("2026-06-12")),
                 fact(Field::kCheckOut, day("2026-06-15")), fact(Field::kConfirmationCode, std::string("HMADA12345")),
                 fact(Field::kGuestCount, 3)};
  return facts;
}

Booking booking(const char* id, std::optional<std::string> code = std::nullopt) {
  Booking one;
  one.id = {id};
  one.platform = "airbnb";
  one.property = "Harbour Loft";
  one.check_in = day("2026-06-12");
  one.check_out = day("2026-06-15");
  one.code = std::move(code);
  return one;
}

struct Matching : testing::Test {
  Extraction facts = confirmed();
  std::vector<Booking> bookings{booking("b1")};
  bool authenticated = true;
  Instant received = *parse_rfc3339("2026-05-01T09:00:00Z");
  Instant now = *parse_rfc3339("2026-05-20T09:00:00Z");

  Decision decided() const {
    return decide({.facts = facts,
                   .authenticated = authenticated,
                   .authentication = "no verdict",
                   .received = received,
                   .now = now,
                   .bookings = bookings});
  }
  std::vector<std::string> reasons() const {
    std::vector<std::string> codes;
    for (const Reason& reason : decided().reasons) codes.push_back(reason.code);
    return codes;
  }
};

TEST_F(Matching, ACodeOfTheFeedIsACodeMatch) {
  bookings = {booking("b1", "HMADA12345"), booking("b2", "HMOTHER123")};
  const Decision decision = decided();
  EXPECT_EQ(decision.verdict, Verdict::kUpdate);
  EXPECT_EQ(decision.booking.value, "b1");
  EXPECT_EQ(decision.enrichment_reason, "Code Match");
  EXPECT_EQ(decision.guest_name, "Ada Example");
  EXPECT_EQ(decision.guest_count, 3);
}

TEST_F(Matching, WithoutACodeExactDatesDecide) {
  EXPECT_EQ(decided().verdict, Verdict::kUpdate);
  EXPECT_EQ(decided().enrichment_reason, "Exact Date");
}

TEST_F(Matching, TwoBookingsWithTheDatesGoToAPerson) {
  bookings = {booking("b1"), booking("b2")};
  EXPECT_EQ(decided().verdict, Verdict::kReview);
  EXPECT_THAT(reasons(), ElementsAre("ambiguous_dates"));
  EXPECT_EQ(decided().candidates.size(), 2u);
}

TEST_F(Matching, AnotherCodeForbidsABookingWithTheSameDates) {
  bookings = {booking("b1", "HMOTHER123")};
  EXPECT_THAT(reasons(), ElementsAre("not_in_calendar"));
  EXPECT_EQ(decided().candidates.at(0).veto, "it has another confirmation code");
}

TEST_F(Matching, ACodeOfAnotherPlatformsFeedIsNoMatch) {
  bookings = {booking("b1", "HMADA12345")};
  bookings[0].platform = "vrbo";
  EXPECT_THAT(reasons(), ElementsAre("not_in_calendar"));
}

TEST_F(Matching, ACodeMatchWithOtherDatesGoesToAPerson) {
  bookings = {booking("b1", "HMADA12345")};
  bookings[0].check_in = day("2026-06-13");
  EXPECT_THAT(reasons(), ElementsAre("dates_differ"));
}

TEST_F(Matching, BlocksAndCancelledStaysAreNeverEnriched) {
  bookings = {booking("b1"), booking("b2")};
  bookings[0].block = true;
  bookings[1].state = BookingState::kCancelled;
  EXPECT_THAT(reasons(), ElementsAre("not_in_calendar"));
}

TEST_F(Matching, ANameThatAPersonTypedStays) {
  bookings[0].guest_name = "Grace Typed";
  bookings[0].guest_name_source = ValueSource::kPerson;
  EXPECT_EQ(decided().verdict, Verdict::kReview);
  EXPECT_THAT(reasons(), ElementsAre("person_typed"));
}

TEST_F(Matching, ABookingThatSaysSoAlreadyIsLeftAlone) {
  bookings[0].guest_name = "Ada Example";
  bookings[0].guest_name_source = ValueSource::kMail;
  bookings[0].guest_count = 3;
  EXPECT_EQ(decided().verdict, Verdict::kIgnore);
  EXPECT_THAT(reasons(), ElementsAre("already_enriched"));
}

TEST_F(Matching, ASecondMailWithAnotherNameGoesToAPerson) {
  bookings[0].guest_name = "Grace Other";
  bookings[0].guest_name_source = ValueSource::kMail;
  EXPECT_THAT(reasons(), ElementsAre("already_named"));
}

TEST_F(Matching, AMailThatNobodyVouchesForGoesToAPerson) {
  authenticated = false;
  EXPECT_EQ(decided().verdict, Verdict::kReview);
  EXPECT_THAT(reasons(), ElementsAre("not_authenticated"));
}

TEST_F(Matching, DisputedOrUnsureFactsGoToAPerson) {
  facts.facts[0] = fact(Field::kGuestName, std::string("Ada Example"), 0.7);
  EXPECT_THAT(reasons(), ElementsAre("unsure_guest_name"));
  facts.facts[0] = fact(Field::kGuestName, std::string("Ada Example"), 0.5, FactState::kDisputed);
  EXPECT_THAT(reasons(), ElementsAre("disputed_guest_name"));
  facts = confirmed();
  facts.facts[1] = fact(Field::kCheckIn, day("2026-06-12"), 0.65);
  EXPECT_THAT(reasons(), ElementsAre("unsure_dates"));
}

TEST_F(Matching, BookingComSaysThatItCarriesNoName) {
  facts.platform = "booking";
  facts.facts.erase(facts.facts.begin());
  EXPECT_THAT(reasons(), ElementsAre("no_name_by_design"));
}

TEST_F(Matching, AYoungMailWaitsForItsFeedAndAnOldOneGoesToAPerson) {
  bookings.clear();
  now = received + std::chrono::hours{3};
  EXPECT_EQ(decided().verdict, Verdict::kWait);
  now = received + std::chrono::hours{49};
  EXPECT_EQ(decided().verdict, Verdict::kReview);
}

TEST_F(Matching, OtherKindsChangeNothing) {
  facts.kind = MailKind::kMessage;
  facts.may = Permission::kArchive;
  EXPECT_EQ(decided().verdict, Verdict::kIgnore);
  facts.kind = MailKind::kCancellation;
  facts.may = Permission::kReview;
  EXPECT_EQ(decided().verdict, Verdict::kReview);
  EXPECT_THAT(reasons(), ElementsAre("kind_cancellation"));
}

TEST_F(Matching, TheTermsAddUpToTheScore) {
  const CandidateMatch candidate = decided().candidates.at(0);
  double sum = 0;
  for (const Term& term : candidate.terms) sum += term.weight;
  EXPECT_DOUBLE_EQ(sum, candidate.score);
}

}  // namespace
}  // namespace connections::match
