#include "match/solve.h"

#include <algorithm>
#include <map>
#include <random>

#include <gmock/gmock.h>

#include "stories.h"

namespace connections::match {
namespace {

/// What one mail and one stay come to, by what is told of each.
struct Told {
  const char* what;
  Said said;
  Stay stay;
  const char* expected;
};

TEST(OneMailOneStay, IsDecidedByWhatSpeaksForAndAgainst) {
  const Said ada{.id = "m", .guest = "Ada Example", .code = "HMADA12345"};
  const auto said = [&](auto change) {
    Said one = ada;
    change(one);
    return one;
  };
  const auto stay = [](auto change) {
    Stay one{.id = "b"};
    change(one);
    return one;
  };
  const std::vector<Told> cases{
      {"days of the only listing", ada, {.id = "b"}, "update b"},
      {"the code", ada, stay([](Stay& b) { b.code = "HMADA12345"; }), "update b"},
      {"the code, one day longer", ada, stay([](Stay& b) { b.code = "HMADA12345", b.check_out = "2027-06-16"; }),
       "update b"},
      {"the code, other arrival", ada, stay([](Stay& b) { b.code = "HMADA12345", b.check_in = "2027-06-11"; }),
       "review dates_differ"},
      {"the code, a day later as in another time zone", ada,
       stay([](Stay& b) { b.code = "HMADA12345", b.check_in = "2027-06-13", b.check_out = "2027-06-16"; }), "update b"},
      {"the code, two days later", ada,
       stay([](Stay& b) { b.code = "HMADA12345", b.check_in = "2027-06-14", b.check_out = "2027-06-17"; }),
       "review dates_differ"},
      {"another code", ada, stay([](Stay& b) { b.code = "HMOTHER123"; }), "review not_in_calendar"},
      {"another name in the feed", ada, stay([](Stay& b) { b.feed_name = "Bo"; }), "review not_in_calendar"},
      {"the first name in the feed", ada, stay([](Stay& b) { b.feed_name = "Ada & Cleo"; }), "update b"},
      {"the code, and another name in the feed", ada, stay([](Stay& b) { b.code = "HMADA12345", b.feed_name = "Bo"; }),
       "review not_in_calendar"},
      {"other digits of the phone", said([](Said& m) { m.phone = "+1 555 010 0142"; }),
       stay([](Stay& b) { b.phone = "0199"; }), "review not_in_calendar"},
      {"the digits of the phone", said([](Said& m) { m.phone = "+1 555 010 0142"; }),
       stay([](Stay& b) { b.phone = "0142"; }), "update b"},
      {"the code, and a new number", said([](Said& m) { m.phone = "+1 555 010 0142"; }),
       stay([](Stay& b) { b.code = "HMADA12345", b.phone = "0199"; }), "update b"},
      {"a feed of another platform", ada, stay([](Stay& b) { b.platform = "vrbo"; }),
       "review not_in_calendar no_calendar"},
      {"the code in a channel manager's feed", ada, stay([](Stay& b) { b.platform = "pms", b.code = "HMADA12345"; }),
       "update b"},
      {"a channel manager's mail about another channel",
       said([](Said& m) { m.platform = "pms", m.channel = "Booking.com"; }),
       {.id = "b"},
       "review not_in_calendar no_calendar"},
      {"a channel manager's mail about another property",
       said([](Said& m) { m.platform = "pms", m.channel = "Airbnb", m.listing = "Garden Flat"; }),
       {.id = "b"},
       "review listing_unknown"},
      {"a channel manager's mail about this property",
       said([](Said& m) { m.platform = "pms", m.channel = "Airbnb", m.listing = "mill cottage"; }),
       {.id = "b"},
       "update b"},
      {"a stay that the feed showed long before", ada, stay([](Stay& b) { b.first_seen = "2027-04-01T09:00:00Z"; }),
       "review unsure_match"},
      {"days one off", ada, stay([](Stay& b) { b.check_in = "2027-06-11"; }), "review not_in_calendar"},
      {"a mail that nobody vouches for",
       said([](Said& m) { m.authenticated = false; }),
       {.id = "b"},
       "review not_authenticated"},
  };
  for (const Told& one : cases) {
    World world;
    world.add(one.said);
    world.add(one.stay);
    EXPECT_EQ(world.said_of("m"), one.expected) << one.what;
  }
}

struct Solving : testing::Test {
  World world;
};

TEST_F(Solving, TheTermsAddUpToTheScore) {
  world.add(Said{.id = "m", .guest = "Ada Example"});
  world.add(Stay{.id = "b"});
  const CandidateMatch candidate = world.of("m").candidates.at(0);
  double sum = 0;
  for (const Term& term : candidate.terms) sum += term.weight;
  EXPECT_DOUBLE_EQ(sum, candidate.score);
}

TEST_F(Solving, AFeedThatShowsCodesElsewhereMustShowThisOne) {
  world.add(Said{.id = "m", .guest = "Ada Example", .code = "HMADA12345"});
  world.add(Stay{.id = "b"});
  world.feeds.front().shows_codes = true;
  EXPECT_EQ(world.said_of("m"), "review code_missing");
}

TEST_F(Solving, DaysAloneDoNotTellTwoPropertiesApart) {
  world.add(Said{.id = "m", .guest = "Ada Example", .listing = "7700101", .platform = "vrbo"});
  world.add(Stay{.id = "b", .property = "Mill Cottage", .platform = "vrbo"});
  world.add_feed("Garden Flat", "vrbo", "2027-05-20T08:00:00Z");
  EXPECT_EQ(world.said_of("m"), "review listing_unknown");
  EXPECT_THAT(world.of("m").reasons.at(0).message, testing::HasSubstr("listings link \"7700101\""));
  world.links.push_back({.platform = "vrbo", .listing = "#7700101", .property = "Mill Cottage", .uses = 1});
  EXPECT_EQ(world.said_of("m"), "update b");
  world.links.front().property = "Garden Flat";
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar");
  // What a person says decides alone; two properties that were learned for one listing decide nothing.
  world.links.push_back({.platform = "vrbo", .listing = "7700101", .property = "Mill Cottage", .uses = 1});
  EXPECT_EQ(world.said_of("m"), "review listing_unknown");
  world.links.back().from_person = true;
  EXPECT_EQ(world.said_of("m"), "update b");
  // A link of another platform says nothing.
  world.links = {{.platform = "airbnb", .listing = "7700101", .property = "Mill Cottage", .uses = 1}};
  EXPECT_EQ(world.said_of("m"), "review listing_unknown");
}

/// Mails first, then one calendar after the other: the days of the first must not take the guest of the second.
TEST_F(Solving, DaysDecideNothingWhileCalendarsAreBeingAdded) {
  world.add(Said{.id = "m", .guest = "Ada Example", .listing = "7700101"});
  world.add(Stay{.id = "b"});
  world.calendars_complete = false;
  EXPECT_EQ(world.said_of("m"), "review calendar_new");
  world.feeds.front().listing_ids = {"7700101"};
  EXPECT_EQ(world.said_of("m"), "update b");
  world.feeds.front().listing_ids.clear();
  world.mails.front().facts.facts.push_back(fact(Field::kConfirmationCode, std::string("HMADA12345")));
  world.bookings.front().code = "HMADA12345";
  EXPECT_EQ(world.said_of("m"), "update b");
}

TEST_F(Solving, TheAddressOfAFeedSaysWhichListingItIs) {
  world.add(Said{.id = "m", .guest = "Ada Example", .listing = "7700101"});
  world.add(Stay{.id = "b", .property = "Mill Cottage"});
  world.add(Stay{.id = "c", .property = "Garden Flat"});
  EXPECT_EQ(world.said_of("m"), "review ambiguous_dates");
  world.feeds.front().listing_ids = {"7700101"};
  EXPECT_EQ(world.said_of("m"), "update b");
}

TEST_F(Solving, TwoListingsInTheMailsAreTwoThoughOneFeedIsThere) {
  world.add(Said{.id = "a", .guest = "Ada Example", .listing = "7700101", .platform = "vrbo"});
  world.add(Said{.id = "b", .guest = "Bo Example", .listing = "7700102", .platform = "vrbo"});
  world.add(Stay{.id = "s", .platform = "vrbo"});
  EXPECT_EQ(world.said_of("a").substr(0, 6), "review");
  EXPECT_EQ(world.said_of("b").substr(0, 6), "review");
}

TEST_F(Solving, AFirstNameDecidesBetweenPropertiesOnlyWhenNoFeedLags) {
  world.add(Said{.id = "m", .guest = "Ada Example", .listing = "7700101", .platform = "vrbo"});
  world.add(Stay{.id = "b", .property = "Mill Cottage", .feed_name = "Ada", .platform = "vrbo"});
  world.add_feed("Garden Flat", "vrbo", "2027-04-30T08:00:00Z");
  EXPECT_EQ(world.said_of("m"), "review listing_unknown");
  world.feeds.back().refreshed = at("2027-05-02T08:00:00Z");
  EXPECT_EQ(world.said_of("m"), "update b");
}

TEST_F(Solving, AFeedThatIsOlderThanTheMailShowsOlderStays) {
  world.add(Said{.id = "m", .guest = "Ada Example", .received = "2027-05-20T08:30:00Z"});
  world.add(Stay{.id = "b"});
  EXPECT_EQ(world.said_of("m"), "wait feed_not_refreshed");
  world.feeds.front().refreshed = at("2027-05-20T08:45:00Z");
  world.bookings.front().first_seen = at("2027-05-20T08:45:00Z");
  EXPECT_EQ(world.said_of("m"), "update b");
}

TEST_F(Solving, AYoungMailWaitsAndAnOldOneGoesToAPerson) {
  world.add_feed("Mill Cottage", "airbnb", "2027-05-20T08:30:00Z");
  world.add(Said{.id = "m", .guest = "Ada Example", .received = "2027-05-20T08:00:00Z"});
  EXPECT_EQ(world.said_of("m"), "wait not_in_calendar");
  world.now = at("2027-05-22T09:00:00Z");
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar");
  world.now = at("2027-05-21T09:00:00Z");  // the clock was ahead: it waits again
  EXPECT_EQ(world.said_of("m"), "wait not_in_calendar");
}

TEST_F(Solving, TheWaitBeginsWhenTheMailCame) {
  world.add_feed("Mill Cottage", "airbnb", "2027-05-20T08:30:00Z");
  world.add(Said{.id = "m", .guest = "Ada Example", .received = "2027-05-14T08:00:00Z"});
  world.mails.front().archived = at("2027-05-20T08:55:00Z");
  EXPECT_EQ(world.said_of("m"), "wait not_in_calendar");
  world.mails.front().received = at("2027-05-05T08:00:00Z");
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar") << "the feed has had a week";
  world.mails.front().received = at("2027-05-14T08:00:00Z");
  world.now = at("2027-05-22T09:00:00Z");
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar");
  world.mails.front().archived = at("2029-05-20T08:55:00Z");  // by a clock that was ahead
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar");
}

TEST_F(Solving, ADateThatASenderInventsDoesNotMakeAMailWaitForEver) {
  world.add_feed("Mill Cottage", "airbnb", "2027-05-20T08:30:00Z");
  world.add(Said{.id = "m", .guest = "Ada Example", .received = "2027-05-01T08:00:00Z"});
  world.mails.front().received = at("2029-01-01T00:00:00Z");
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar");
}

TEST_F(Solving, AStayThatLeftSinceTheMailMayHaveBeenTheOneMeant) {
  world.add(Said{.id = "a", .guest = "Ada Example", .platform = "vrbo"});  // of 1 May
  world.add(Stay{.id = "b", .platform = "vrbo"});
  const FormerStay left{.feed = world.bookings.front().source_feed_id,
                        .booking = BookingId{"earlier"},
                        .check_in = day("2027-06-12"),
                        .check_out = day("2027-06-15"),
                        .left = at("2027-05-04T09:00:00Z")};
  world.former = {left};
  EXPECT_EQ(world.said_of("a"), "review stay_replaced");
  world.former.front().booking.reset();  // the row of "b" itself, given to another stay
  EXPECT_EQ(world.said_of("a"), "review stay_replaced");

  const auto with = [&](auto change) {
    FormerStay one = left;
    change(one);
    world.former = {one};
    return world.said_of("a");
  };
  EXPECT_EQ(with([](FormerStay& one) { one.booking = BookingId{"b"}; }), "update b") << "the same stay came back";
  EXPECT_EQ(with([](FormerStay& one) { one.left = at("2027-04-30T09:00:00Z"); }), "update b") << "before the mail";
  EXPECT_EQ(with([](FormerStay& one) { one.check_out = day("2027-06-16"); }), "update b") << "other days";
  EXPECT_EQ(with([](FormerStay& one) { one.feed = {"vrbo:Garden Flat"}; }), "update b") << "another feed";

  world.former = {left};
  world.add(Said{.id = "x", .guest = "Bo Example", .received = "2027-04-20T09:00:00Z", .platform = "vrbo"});
  world.add(Said{.id = "y",
                 .guest = "Bo Example",
                 .received = "2027-04-28T09:00:00Z",
                 .platform = "vrbo",
                 .kind = MailKind::kCancellation});
  EXPECT_EQ(world.said_of("a"), "update b") << "the one that left was Bo's";
}

/// The confirmation's Date header is two days ahead of the cancellation that came a day later.
TEST_F(Solving, AClockThatIsAheadDoesNotConfirmWhatWasCancelled) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HA-ADA001", .platform = "vrbo"});
  world.add(Said{.id = "x",
                 .guest = "Ada Example",
                 .code = "HA-ADA001",
                 .received = "2027-05-02T09:00:00Z",
                 .platform = "vrbo",
                 .kind = MailKind::kCancellation});
  world.add(Stay{.id = "s", .platform = "vrbo"});
  world.mails.front().received = at("2027-05-03T09:00:00Z");
  EXPECT_EQ(world.said_of("a"), "ignore cancelled_later");
}

TEST_F(Solving, AFeedIsOldBesideTheConfirmationNotBesideTheRequest) {
  world.add(Said{.id = "q", .guest = "Ada Example", .code = "HMADA12345", .kind = MailKind::kRequest});
  world.add(Said{.id = "m", .guest = "Ada Example", .code = "HMADA12345", .received = "2027-05-20T08:30:00Z"});
  world.add(Stay{.id = "s"});
  world.bookings.front().first_seen = at("2027-05-01T10:00:00Z");
  EXPECT_EQ(world.said_of("m"), "wait feed_not_refreshed");
  world.feeds.front().refreshed = at("2027-05-20T08:45:00Z");
  EXPECT_EQ(world.said_of("m"), "update s");
}

TEST_F(Solving, AMailThatNobodyVouchesForMakesNoReservationOlder) {
  world.add(Said{.id = "m", .guest = "Ada Example", .code = "HMADA12345"});
  world.add(Said{.id = "forged",
                 .guest = "Ada Example",
                 .code = "HMADA12345",
                 .received = "2027-04-01T09:00:00Z",
                 .authenticated = false});
  world.add(Stay{.id = "s", .first_seen = "2027-04-02T09:00:00Z"});
  EXPECT_EQ(world.said_of("m"), "review unsure_match");
}

TEST_F(Solving, AStayIsOverWhenItsDayIsOverAtTheProperty) {
  world.now = at("2027-06-16T05:00:00Z");  // still the 15th in Honolulu
  world.add(Said{.id = "m", .guest = "Ada Example", .received = "2027-06-16T04:00:00Z"});
  world.add(Stay{.id = "s", .check_in = "2027-08-01", .check_out = "2027-08-05"});
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar past_stay");
  world.feeds.front().today = day("2027-06-15");
  EXPECT_EQ(world.said_of("m"), "wait not_in_calendar");
}

TEST_F(Solving, WhatOneFeedSaysOfTheGuestHoldsForTheStaysTwin) {
  world.add(Said{.id = "m", .guest = "Ada Example"});
  world.add(Stay{.id = "s"});
  world.add(Stay{.id = "p", .feed_name = "Bo Other", .platform = "pms"});
  world.bookings.back().twin_of = BookingId{"s"};
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar");
  EXPECT_THAT(world.of("m").reasons.at(0).message, testing::HasSubstr("the pms feed names another guest"));
  world.bookings.back().feed_name = "Ada E.";
  EXPECT_EQ(world.said_of("m"), "update s");
}

TEST_F(Solving, AReservationThatIsCancelledNamesNobody) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HA-ADA001", .platform = "vrbo"});
  world.add(Said{.id = "x",
                 .guest = "Ada Example",
                 .code = "HA-ADA001",
                 .received = "2027-05-03T09:00:00Z",
                 .platform = "vrbo",
                 .kind = MailKind::kCancellation});
  world.add(Said{
      .id = "b", .guest = "Bo Example", .code = "HA-BO0001", .received = "2027-05-05T09:00:00Z", .platform = "vrbo"});
  world.add(Stay{.id = "s", .platform = "vrbo"});
  EXPECT_EQ(world.said_of("a"), "ignore cancelled_later");
  EXPECT_EQ(world.said_of("x"), "ignore names_no_stay");
  EXPECT_EQ(world.said_of("b"), "update s");
}

TEST_F(Solving, ACancellationWithoutACodeIsKnownByGuestAndDays) {
  world.add(Said{.id = "a", .guest = "Ada Example", .platform = "pms", .channel = "Booking.com"});
  world.add(Said{.id = "x",
                 .guest = "Ada Example",
                 .received = "2027-05-03T09:00:00Z",
                 .platform = "pms",
                 .channel = "Booking.com",
                 .kind = MailKind::kCancellation});
  world.add(Stay{.id = "s", .platform = "booking"});
  EXPECT_EQ(world.said_of("a"), "ignore cancelled_later");
}

TEST_F(Solving, ABookingMadeAgainUnderTheSameCodeIsConfirmedAgain) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HMADA12345"});
  world.add(Said{.id = "x",
                 .guest = "Ada",
                 .code = "HMADA12345",
                 .received = "2027-05-03T09:00:00Z",
                 .kind = MailKind::kCancellation});
  world.add(Said{.id = "b", .guest = "Ada Example", .code = "HMADA12345", .received = "2027-05-04T09:00:00Z"});
  world.add(Stay{.id = "s"});
  EXPECT_EQ(world.said_of("a"), "ignore same_reservation");
  EXPECT_EQ(world.said_of("b"), "update s");
}

TEST_F(Solving, ALaterCancellationTakesTheNameBack) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HMADA12345", .open = false, .named = "s"});
  world.add(Said{.id = "x",
                 .guest = "Ada",
                 .code = "HMADA12345",
                 .received = "2027-05-03T09:00:00Z",
                 .kind = MailKind::kCancellation});
  world.add(Stay{.id = "s"});
  world.bookings.front().guest_name = "Ada Example";
  world.bookings.front().guest_name_source = ValueSource::kMail;
  const auto outcomes = world.solved();
  ASSERT_EQ(outcomes.size(), 1u);
  ASSERT_TRUE(outcomes.front().take_back);
  EXPECT_EQ(outcomes.front().take_back->booking.value, "s");
  EXPECT_EQ(world.said_of("x"), "ignore name_taken_back");
}

TEST_F(Solving, ACancellationThatNobodyVouchesForAsks) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HMADA12345", .open = false, .named = "s"});
  world.add(Said{.id = "x",
                 .guest = "Ada",
                 .code = "HMADA12345",
                 .received = "2027-05-03T09:00:00Z",
                 .kind = MailKind::kCancellation,
                 .authenticated = false});
  world.add(Stay{.id = "s"});
  world.bookings.front().guest_name = "Ada Example";
  world.bookings.front().guest_name_source = ValueSource::kMail;
  EXPECT_EQ(world.said_of("x"), "review kind_cancellation not_authenticated");
  for (const Outcome& one : world.solved()) EXPECT_FALSE(one.take_back);
}

TEST_F(Solving, TwoGuestsOfOneStayAreBothForAPersonAndTheFirstLosesIt) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HA-ADA001", .platform = "vrbo"});
  world.add(Said{
      .id = "b", .guest = "Bo Example", .code = "HA-BO0001", .received = "2027-05-05T09:00:00Z", .platform = "vrbo"});
  world.add(Stay{.id = "s", .platform = "vrbo"});
  EXPECT_EQ(world.said_of("a"), "review contested_stay");
  EXPECT_EQ(world.said_of("b"), "review contested_stay");
  // One after the other ends in the same: the name that stood there is taken back.
  world.mails[0].open = false;
  world.mails[0].named = BookingId{"s"};
  world.bookings.front().guest_name = "Ada Example";
  world.bookings.front().guest_name_source = ValueSource::kMail;
  ASSERT_TRUE(world.solved().front().take_back);
  EXPECT_EQ(world.solved().front().take_back->reason.code, "contested");
  EXPECT_EQ(world.said_of("a"), "review contested_stay");
  EXPECT_EQ(world.said_of("b"), "review contested_stay");
}

TEST_F(Solving, ANameThatTheCalendarContradictsLaterIsTakenBack) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HMADA12345", .named = "s"});
  world.add(Stay{.id = "s", .feed_name = "Bo"});
  world.bookings.front().guest_name = "Ada Example";
  world.bookings.front().guest_name_source = ValueSource::kMail;
  ASSERT_TRUE(world.solved().front().take_back);
  EXPECT_EQ(world.solved().front().take_back->reason.code, "contradicted");
}

TEST_F(Solving, AReservationThatLostItsStayFindsItAgainByItsCodeOnly) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HMADA12345", .open = false, .named = "s"});
  world.add(Stay{.id = "s"});
  world.bookings.front().state = BookingState::kCancelled;
  world.add(Stay{.id = "t"});
  EXPECT_EQ(world.said_of("a"), "ignore no outcome");
  world.bookings.back().code = "HMADA12345";
  EXPECT_EQ(world.said_of("a"), "update t");
}

TEST_F(Solving, AFullerNameOfTheSameReservationReplacesTheShorter) {
  world.add(Said{
      .id = "p", .guest = "Ada E.", .code = "R-77", .platform = "pms", .channel = "Vrbo", .open = false, .named = "s"});
  world.add(Said{
      .id = "v", .guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-02T09:00:00Z", .platform = "vrbo"});
  world.add(Stay{.id = "s", .platform = "vrbo"});
  world.bookings.front().guest_name = "Ada E.";
  world.bookings.front().guest_name_source = ValueSource::kMail;
  EXPECT_EQ(world.said_of("v"), "update s");
  EXPECT_EQ(world.of("v").guest_name, "Ada Example");
  world.bookings.front().guest_name = "Ada Example";
  EXPECT_EQ(world.said_of("v"), "ignore already_enriched");
}

/// The channel manager does not say its channel; its shorter name is the same guest's and never takes the fuller away.
TEST_F(Solving, AManagersMailWithoutAChannelJoinsTheReservationThatItRepeats) {
  world.add(
      Said{.id = "v", .guest = "Ada Example", .code = "HA-ADA001", .platform = "vrbo", .open = false, .named = "s"});
  world.add(Said{.id = "p", .guest = "Ada E.", .code = "R-77", .received = "2027-05-02T09:00:00Z", .platform = "pms"});
  world.add(Stay{.id = "s", .feed_name = "Ada", .platform = "vrbo"});
  world.bookings.front().guest_name = "Ada Example";
  world.bookings.front().guest_name_source = ValueSource::kMail;
  for (const Outcome& one : world.solved()) EXPECT_FALSE(one.take_back);
  EXPECT_EQ(world.said_of("p"), "ignore already_enriched");
  world.mails.front().open = true;
  world.mails.front().named.reset();
  world.bookings.front().guest_name = "Ada";
  world.bookings.front().guest_name_source = ValueSource::kFeed;
  EXPECT_EQ(world.of("p").guest_name, "Ada Example");
}

TEST_F(Solving, AFullerNameInAMailReplacesTheOneThatTheFeedShows) {
  world.add(Said{.id = "m", .guest = "Ada Example"});
  world.add(Stay{.id = "s", .feed_name = "Ada"});
  world.bookings.front().guest_name = "Ada";
  world.bookings.front().guest_name_source = ValueSource::kFeed;
  EXPECT_EQ(world.said_of("m"), "update s");
  EXPECT_EQ(world.of("m").guest_name, "Ada Example");
}

/// An earlier rule read label words into the name; the same mail, read again, corrects it where it stands.
TEST_F(Solving, AMailThatReadsOtherwiseCorrectsWhatItWroteAndNothingElse) {
  world.add(Said{.id = "m", .guest = "Bo Example", .code = "HMBOB12345", .named = "s"});
  world.add(Stay{.id = "s", .code = "HMBOB12345"});
  world.bookings.front().guest_name = "Customer Last Name";
  world.bookings.front().guest_name_source = ValueSource::kMail;
  EXPECT_EQ(world.said_of("m"), "review already_named");
  world.mails.front().wrote = "Customer Last Name";
  EXPECT_EQ(world.said_of("m"), "update s");
  EXPECT_EQ(world.of("m").guest_name, "Bo Example");
  world.add(Stay{.id = "t", .property = "Garden Flat", .code = "HMBOB12345"});
  world.bookings.front().code.reset();
  EXPECT_EQ(world.said_of("m"), "review better_match");
}

TEST_F(Solving, AStayThatAPersonRejectedIsNotNamedEvenByItsCode) {
  world.add(Said{.id = "m", .guest = "Ada Example", .code = "HMADA12345"});
  world.add(Stay{.id = "s", .code = "HMADA12345"});
  world.mails.front().rejected = {BookingId{"s"}};
  EXPECT_EQ(world.said_of("m"), "review not_in_calendar");
}

TEST_F(Solving, AMailSentTwiceNamesOnce) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HMADA12345"});
  world.add(Said{.id = "b", .guest = "Ada Example", .code = "HMADA12345", .received = "2027-05-01T09:05:00Z"});
  world.add(Stay{.id = "s"});
  EXPECT_EQ(world.said_of("a"), "ignore same_reservation");
  EXPECT_EQ(world.said_of("b"), "update s");
}

TEST_F(Solving, WhatAPersonTypedStays) {
  world.add(Said{.id = "a", .guest = "Ada Example"});
  world.add(Stay{.id = "s"});
  world.bookings.front().guest_name = "Grace Typed";
  world.bookings.front().guest_name_source = ValueSource::kPerson;
  EXPECT_EQ(world.said_of("a"), "review person_typed");
}

TEST_F(Solving, BlocksAndCancelledStaysAreNeverNamed) {
  world.add(Said{.id = "a", .guest = "Ada Example"});
  world.add(Stay{.id = "s"});
  world.add(Stay{.id = "t"});
  world.bookings[0].block = true;
  world.bookings[1].state = BookingState::kCancelled;
  EXPECT_EQ(world.said_of("a"), "review not_in_calendar");
  EXPECT_THAT(world.of("a").reasons.at(0).message, testing::HasSubstr("it is a block"));
}

TEST_F(Solving, ARivalThatFitsOtherStaysAsWellDoesNotTakeOneInDoubt) {
  world.add(Said{.id = "a", .guest = "Ada Example", .listing = "7700101", .platform = "vrbo"});
  world.add(Said{.id = "b", .guest = "Bo Example", .platform = "vrbo"});
  world.links.push_back({.platform = "vrbo", .listing = "7700101", .property = "Mill Cottage", .uses = 1});
  world.add(Stay{.id = "s", .property = "Mill Cottage", .platform = "vrbo"});
  EXPECT_EQ(world.said_of("a"), "review contested_stay");  // the only stay that could be Bo's
  for (const char* property : {"Garden Flat", "Old Barn", "Gull Perch", "Moss Lodge"})
    world.add(Stay{.id = property, .property = property, .platform = "vrbo"});
  EXPECT_EQ(world.said_of("a"), "update s");
  EXPECT_EQ(world.said_of("b").substr(0, 6), "review");
}

TEST_F(Solving, AFirstNameDoesNotDecideWhereAnotherFeedMayBeADayOff) {
  world.add(Said{.id = "m", .guest = "Ada Example", .listing = "7700101", .platform = "vrbo"});
  world.add(Stay{.id = "b", .property = "Mill Cottage", .feed_name = "Ada", .platform = "vrbo"});
  world.add(Stay{
      .id = "c", .property = "Garden Flat", .check_in = "2027-06-13", .check_out = "2027-06-16", .platform = "vrbo"});
  EXPECT_EQ(world.said_of("m"), "review shifted_stay");
}

TEST_F(Solving, ACodeTellsTwoListingsApartAndLeavesTheOtherToAPerson) {
  world.add(Said{.id = "a", .guest = "Ada Example", .code = "HMADA12345"});
  world.add(Said{.id = "b", .guest = "Bo Example", .code = "HMBOB12345"});
  world.add(Stay{.id = "s", .property = "Mill Cottage", .code = "HMADA12345"});
  world.add(Stay{.id = "t", .property = "Garden Flat"});
  EXPECT_EQ(world.said_of("a"), "update s");
  EXPECT_EQ(world.said_of("b"), "review listing_unknown");
}

TEST_F(Solving, OtherKindsChangeNothing) {
  world.add(Said{.id = "m", .guest = "Ada Example", .kind = MailKind::kMessage});
  world.add(Said{.id = "q", .guest = "Bo Example", .kind = MailKind::kRequest});
  world.add(Said{.id = "x", .guest = "Cleo Example", .kind = MailKind::kCancellation});
  world.add(Stay{.id = "s"});
  EXPECT_EQ(world.said_of("m"), "ignore kind_message");
  EXPECT_EQ(world.said_of("q"), "review kind_request");
  EXPECT_EQ(world.said_of("x"), "review kind_cancellation");
}

/// Every mail's verdict, by id.
std::map<std::string, std::string> verdicts(const World& world) {
  std::map<std::string, std::string> all;
  for (const StoryMail& one : world.mails) all[one.id.value] = world.said_of(one.id.value);
  return all;
}

TEST(AnyOrder, OfMailsAndStaysGivesTheSameAndUnrelatedStaysChangeNothing) {
  std::mt19937 random(3);
  const char* guests[]{"Ada Example", "Bo Example", "Cleo Example", "Dan Example"};
  for (int round = 0; round < 40; ++round) {
    World world;
    for (int i = 0; i < 6; ++i) {
      const std::string code = random() % 2 ? "HM" + std::to_string(10000000 + random() % 4) : "";
      world.add(Said{.id = "m" + std::to_string(i),
                     .guest = guests[random() % 4],
                     .code = code,
                     .received = "2027-05-0" + std::to_string(1 + random() % 9) + "T09:00:00Z",
                     .listing = random() % 2 ? "770010" + std::to_string(random() % 2) : "",
                     .kind = random() % 4 == 0 ? MailKind::kCancellation : MailKind::kConfirmed});
    }
    for (int i = 0; i < 4; ++i)
      world.add(Stay{.id = "s" + std::to_string(i),
                     .property = random() % 2 ? "Mill Cottage" : "Garden Flat",
                     .code = random() % 3 ? "" : "HM" + std::to_string(10000000 + random() % 4),
                     .feed_name = random() % 3 ? "" : std::string(guests[random() % 4]).substr(0, 2)});
    const auto expected = verdicts(world);
    World shuffled = world;
    std::shuffle(shuffled.mails.begin(), shuffled.mails.end(), random);
    std::shuffle(shuffled.bookings.begin(), shuffled.bookings.end(), random);
    std::shuffle(shuffled.feeds.begin(), shuffled.feeds.end(), random);
    EXPECT_EQ(verdicts(shuffled), expected) << round;
    World more = world;
    more.bookings.push_back(booking({.id = "far", .check_in = "2028-01-01", .check_out = "2028-01-05"}));
    more.bookings.back().source_feed_id = world.feeds.front().id;
    EXPECT_EQ(verdicts(more), expected) << round;
  }
}

}  // namespace
}  // namespace connections::match
