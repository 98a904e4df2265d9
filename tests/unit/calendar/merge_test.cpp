#include "calendar/merge/merge.h"

namespace connections::calendar {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

Date day(const char* iso) { return *parse_iso_date(iso); }
const Date kToday = *make_date(2026, 6, 1);

Event event(std::string uid, const char* from, const char* to, std::optional<std::string> code = {}) {
  Event one;
  one.uid = std::move(uid);
  one.check_in = day(from);
  one.check_out = day(to);
  one.summary = "Reserved";
  one.code = std::move(code);
  return one;
}

Event block(std::string uid, const char* from, const char* to) {
  Event one = event(std::move(uid), from, to);
  one.block = true;
  one.block_reason = BlockReason::kNotAvailable;
  return one;
}

/// The booking that this event was read into earlier, enriched by a mail and a person.
Booking booking(std::string id, const Event& from) {
  Booking one = booking_of(from, "airbnb", "Quay House", FeedId{"feed"});
  one.id = {std::move(id)};
  if (!from.block) {
    one.guest_name = "Odile Invented";
    one.guest_name_source = ValueSource::kMail;
    one.guest_count = 4;
    one.guest_count_source = ValueSource::kPerson;
  }
  one.version = 7;
  return one;
}

MergePlan merge(const std::vector<Booking>& existing, std::vector<Event> events, Date today = kToday) {
  return merge_feed(existing, Feed{"airbnb", std::move(events), {}}, today);
}

void expect_enriched(const Booking& after) {
  EXPECT_EQ(after.guest_name, "Odile Invented");
  EXPECT_EQ(after.guest_name_source, ValueSource::kMail);
  EXPECT_EQ(after.guest_count, 4);
  EXPECT_EQ(after.guest_count_source, ValueSource::kPerson);
  EXPECT_EQ(after.version, 7);
}

/// One update of booking "b" and nothing else.
Booking only_update(const MergePlan& plan) {
  EXPECT_THAT(plan.insert, IsEmpty());
  EXPECT_THAT(plan.gone, IsEmpty());
  EXPECT_EQ(plan.update.size(), 1u);
  if (plan.update.empty()) return {};
  EXPECT_EQ(plan.update[0].after.id.value, "b");
  expect_enriched(plan.update[0].after);
  return plan.update[0].after;
}

TEST(Merge, NewEventsAreInserted) {
  const auto plan = merge({}, {event("u", "2026-07-01", "2026-07-04", "HMAAAAAAA1")});
  ASSERT_EQ(plan.insert.size(), 1u);
  EXPECT_EQ(plan.insert[0].event.uid, "u");
  EXPECT_THAT(plan.update, IsEmpty());
}

TEST(Merge, TheSameFeedAgainChangesNothing) {
  const auto a = event("a", "2026-07-01", "2026-07-04", "HMAAAAAAA1");
  const auto b = block("b", "2026-07-04", "2026-07-05");
  const auto plan = merge({booking("1", a), booking("2", b)}, {b, a});
  EXPECT_EQ(plan.unchanged, 2u);
  EXPECT_TRUE(plan.insert.empty() && plan.update.empty() && plan.gone.empty() && plan.kept.empty());
}

TEST(Merge, ChangedDatesUnderTheSameUidKeepTheBooking) {
  const auto plan =
      merge({booking("b", event("u", "2026-07-01", "2026-07-04"))}, {event("u", "2026-07-02", "2026-07-06")});
  const Booking after = only_update(plan);
  EXPECT_EQ(to_iso(after.check_in), "2026-07-02");
  EXPECT_THAT(plan.update.at(0).changed, ElementsAre("check_in", "check_out"));
}

TEST(Merge, ChangedDatesAndUidWithTheSameCodeKeepTheBooking) {
  const auto plan = merge({booking("b", event("old", "2026-07-01", "2026-07-04", "HMAAAAAAA1"))},
                          {event("new", "2026-07-02", "2026-07-09", "HMAAAAAAA1")});
  const Booking after = only_update(plan);
  EXPECT_EQ(after.ical_uid, "new");
  EXPECT_EQ(to_iso(after.check_out), "2026-07-09");
}

TEST(Merge, ACodeThatAMailBroughtKeepsTheBookingToo) {
  Booking had = booking("b", event("old", "2026-07-01", "2026-07-04"));
  had.enriched_code = "HMAAAAAAA1";
  const auto plan = merge({had}, {event("new", "2026-07-02", "2026-07-09", "HMAAAAAAA1")});
  EXPECT_EQ(only_update(plan).code, "HMAAAAAAA1");
}

TEST(Merge, ADifferentCodeOnTheSameDaysIsAnotherStay) {
  const auto plan = merge({booking("b", event("old", "2026-07-01", "2026-07-04", "HMAAAAAAA1"))},
                          {event("new", "2026-07-01", "2026-07-04", "HMBBBBBBB2")});
  EXPECT_EQ(plan.insert.size(), 1u);
  EXPECT_EQ(plan.gone.size(), 1u);
  EXPECT_THAT(plan.update, IsEmpty());
}

TEST(Merge, ADifferentNameOnTheSameDaysIsAnotherStay) {
  Event old_one = event("old", "2026-07-01", "2026-07-04");
  old_one.feed_name = "Odile";
  Event new_one = event("new", "2026-07-01", "2026-07-04");
  new_one.feed_name = "Nils";
  const auto plan = merge({booking("b", old_one)}, {new_one});
  EXPECT_EQ(plan.insert.size(), 1u);
  EXPECT_EQ(plan.gone.size(), 1u);
}

TEST(Merge, ABlockOnTheDaysOfAStayIsNotThatStay) {
  const auto plan =
      merge({booking("b", event("old", "2026-07-01", "2026-07-04"))}, {block("new", "2026-07-01", "2026-07-04")});
  EXPECT_EQ(plan.insert.size(), 1u);
  EXPECT_EQ(plan.gone.size(), 1u);
}

TEST(Merge, CancelledDaysSoldAgainAreANewBooking) {
  Booking had = booking("b", event("old", "2026-07-01", "2026-07-04"));
  had.state = BookingState::kCancelled;
  const auto plan = merge({had}, {event("new", "2026-07-01", "2026-07-04")});
  EXPECT_EQ(plan.insert.size(), 1u);
  EXPECT_THAT(plan.update, IsEmpty());
}

TEST(Merge, ABookingThatComesBackIsConfirmedAgain) {
  Booking had = booking("b", event("u", "2026-07-01", "2026-07-04"));
  had.state = BookingState::kCancelled;
  const auto plan = merge({had}, {event("u", "2026-07-01", "2026-07-04")});
  EXPECT_EQ(only_update(plan).state, BookingState::kConfirmed);
}

TEST(Merge, ACancelledEventCancelsItsBooking) {
  Event now = event("u", "2026-07-01", "2026-07-04");
  now.state = BookingState::kCancelled;
  const auto plan = merge({booking("b", event("u", "2026-07-01", "2026-07-04"))}, {now});
  EXPECT_EQ(only_update(plan).state, BookingState::kCancelled);
}

TEST(Merge, ACancelledEventOnTheSameDaysLeavesAnotherBookingAlone) {
  Event now = event("other", "2026-07-01", "2026-07-04");
  now.state = BookingState::kCancelled;
  const auto plan =
      merge({booking("b", event("u", "2026-07-01", "2026-07-04"))}, {now, event("u", "2026-07-01", "2026-07-04")});
  EXPECT_EQ(plan.unchanged, 1u);
  EXPECT_THAT(plan.gone, IsEmpty());
}

TEST(Merge, VanishedFutureEventsAreCancelledPastOnesAreKept) {
  const auto plan = merge({booking("past", event("p", "2026-05-01", "2026-05-04")),
                           booking("running", event("r", "2026-05-30", "2026-06-04")),
                           booking("arrives today", event("t", "2026-06-01", "2026-06-04")),
                           booking("future", event("f", "2026-06-02", "2026-06-04"))},
                          {event("u", "2026-08-01", "2026-08-04")});
  ASSERT_EQ(plan.gone.size(), 1u);
  EXPECT_EQ(plan.gone[0].booking.value, "future");
  std::vector<std::string> kept;
  for (const Vanished& one : plan.kept) kept.push_back(one.booking.value);
  EXPECT_THAT(kept, UnorderedElementsAre("past", "running", "arrives today"));
}

TEST(Merge, ABookingWhoseEventWasSkippedIsNotCancelled) {
  const Feed feed{"airbnb", {event("v", "2026-08-01", "2026-08-04")}, {{"u", SkipReason::kNoEnd, "unreadable"}}};
  const std::vector<Booking> existing{booking("b", event("u", "2026-07-01", "2026-07-04"))};
  const auto plan = merge_feed(existing, feed, kToday);
  EXPECT_THAT(plan.gone, IsEmpty());
  EXPECT_EQ(plan.kept.at(0).booking.value, "b");
}

TEST(Merge, ACancelledBookingThatStaysAwayIsLeftAlone) {
  Booking had = booking("b", event("u", "2026-07-01", "2026-07-04"));
  had.state = BookingState::kCancelled;
  const auto plan = merge({had}, {event("v", "2026-08-01", "2026-08-04")});
  EXPECT_TRUE(plan.gone.empty() && plan.kept.empty());
}

TEST(Merge, WhatTheFeedShowsNoLongerStays) {
  Event then = event("u", "2026-07-01", "2026-07-04", "HMAAAAAAA1");
  then.phone_last4 = "4071";
  then.feed_name = "Odile";
  const auto plan = merge({booking("b", then)}, {event("u", "2026-07-01", "2026-07-05")});
  const Booking after = only_update(plan);
  EXPECT_EQ(after.code, "HMAAAAAAA1");
  EXPECT_EQ(after.phone_last4, "4071");
  EXPECT_EQ(after.feed_name, "Odile");
}

TEST(Merge, TheFeedsNameFillsAnEmptyNameOnly) {
  Event named = event("u", "2026-07-01", "2026-07-04");
  named.feed_name = "Odile";
  const Booking fresh = booking_of(named, "vrbo", "Quay House", FeedId{"feed"});
  EXPECT_EQ(fresh.guest_name, "Odile");
  EXPECT_EQ(fresh.guest_name_source, ValueSource::kFeed);
  named.feed_name = "Odile";
  const auto plan = merge({booking("b", event("u", "2026-07-01", "2026-07-04"))}, {named});
  EXPECT_EQ(only_update(plan).feed_name, "Odile");
}

TEST(Merge, AUidReusedForAnotherCodeMakesANewRowWithAUidOfItsOwn) {
  const Booking had = booking("b", event("u", "2026-07-01", "2026-07-04", "HMAAAAAAA1"));
  const auto now = event("u", "2026-07-01", "2026-07-04", "HMBBBBBBB2");
  const auto plan = merge({had}, {now});
  ASSERT_EQ(plan.insert.size(), 1u);
  EXPECT_EQ(plan.insert[0].event.uid, "u#HMBBBBBBB2");
  EXPECT_EQ(plan.gone.size(), 1u);

  Booking cancelled = had;
  cancelled.state = BookingState::kCancelled;
  const auto again = merge({cancelled, booking("n", plan.insert[0].event)}, {now});
  EXPECT_EQ(again.unchanged, 1u);
  EXPECT_TRUE(again.insert.empty() && again.update.empty() && again.gone.empty());
}

TEST(Merge, AStayThatIsOverDoesNotMoveToLaterDays) {
  const auto plan =
      merge({booking("over", event("flat", "2026-05-01", "2026-05-04"))}, {event("flat", "2026-07-01", "2026-07-04")});
  ASSERT_EQ(plan.insert.size(), 1u);
  EXPECT_EQ(plan.insert[0].event.uid, "flat#2026-07-01");
  EXPECT_EQ(plan.kept.size(), 1u);
}

TEST(Merge, EveryUidOfThePlanIsFreeWhateverTheOrderOfWriting) {
  const auto plan = merge(
      {booking("1", event("a", "2026-07-01", "2026-07-04", "HMAAAAAAA1")),
       booking("2", event("b", "2026-07-05", "2026-07-08", "HMBBBBBBB2"))},
      {event("b", "2026-07-01", "2026-07-04", "HMAAAAAAA1"), event("a", "2026-07-05", "2026-07-08", "HMBBBBBBB2")});
  ASSERT_EQ(plan.update.size(), 2u);
  EXPECT_EQ(plan.update[0].after.id.value, "1");
  EXPECT_EQ(plan.update[0].after.ical_uid, "b#HMAAAAAAA1");
  EXPECT_EQ(plan.update[1].after.ical_uid, "a#HMBBBBBBB2");
}

TEST(Merge, ALeadTimeBlockThatMovesOnEachDayStaysOneRow) {
  const auto plan =
      merge({booking("b", block("old", "2026-06-01", "2026-06-03"))}, {block("new", "2026-06-02", "2026-06-04")});
  ASSERT_EQ(plan.update.size(), 1u);
  EXPECT_THAT(plan.insert, IsEmpty());
}

TEST(Merge, ABlockThatEndsLaterAndLeavesTheFeedIsCancelled) {
  const auto plan =
      merge({booking("b", block("old", "2026-05-01", "2026-09-01"))}, {event("u", "2026-07-01", "2026-07-04")});
  EXPECT_EQ(plan.gone.size(), 1u);
}

TEST(Merge, TwentyThousandEventsWithNewUidsTakeNoTimeWorthNaming) {
  std::vector<Booking> existing;
  std::vector<Event> events;
  for (int i = 0; i < 20'000; ++i) {
    const Date in = kToday + std::chrono::days(i);
    Event one = block("old" + std::to_string(i), "2026-07-01", "2026-07-02");
    one.check_in = in, one.check_out = in + std::chrono::days(1);
    existing.push_back(booking(std::to_string(i), one));
    one.uid = "new" + std::to_string(i);
    events.push_back(one);
  }
  EXPECT_EQ(merge(existing, events).update.size(), 20'000u);
}

}  // namespace
}  // namespace connections::calendar
