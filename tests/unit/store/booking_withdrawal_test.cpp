// What a refresh of a feed takes from a booking, gives back and asks, and what the database refuses it.
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "unit/store/fixture.h"

namespace connections::store {
namespace {

using std::chrono::days;

class Withdrawals : public StoreTest {
 protected:
  /// A stay that a person named and counted.
  Booking typed() {
    upsert(event("A", kJune12));
    const Booking before = bookings().at(0);
    return must(app([&](Transaction& t) {
      return apply_update(t,
                          {.booking = before.id,
                           .expected_version = before.version,
                           .guest_name = "Odile Invented",
                           .guest_count = 3,
                           .enriched_code = {},
                           .source = ValueSource::kPerson,
                           .enrichment_reason = "Typed by a person",
                           .message = {},
                           .decision = {}},
                          kNow);
    }));
  }
  void withdraw(const Booking& booking) {
    must(calendar([&](Transaction& t) { return withdraw_values(t, booking.id, "It left", "", {}, kNow); }));
  }
  void restore(const Booking& booking) {
    must(calendar([&](Transaction& t) { return restore_values(t, booking.id, "It is back", {}, kNow); }));
  }
  std::vector<BookingChange> changes() {
    return must(app([](Transaction& t) { return list_changes(t, std::nullopt); }));
  }
};

TEST_F(Withdrawals, TakeWhatAPersonWroteAndGiveItBack) {
  const Booking booking = typed();
  withdraw(booking);
  const Booking without = bookings().at(0);
  EXPECT_FALSE(without.guest_name || without.guest_count);
  EXPECT_EQ(without.guest_name_source, ValueSource::kNone);
  ASSERT_TRUE(without.withdrawn);
  EXPECT_EQ(without.withdrawn->guest_name, "Odile Invented");
  EXPECT_EQ(without.withdrawn->reason, "It left");

  withdraw(booking);  // nothing is left to take
  EXPECT_EQ(bookings().at(0).version, without.version);

  restore(booking);
  const Booking back = bookings().at(0);
  EXPECT_EQ(back.guest_name, "Odile Invented");
  EXPECT_EQ(back.guest_name_source, ValueSource::kPerson);
  EXPECT_EQ(back.guest_count, 3);
  EXPECT_FALSE(back.withdrawn);
}

TEST_F(Withdrawals, AreRowsOfTheHistory) {
  const Booking booking = typed();
  withdraw(booking);
  const auto latest = changes().at(0);
  EXPECT_EQ(latest.source, ValueSource::kFeed);
  EXPECT_EQ(latest.enrichment_reason, "It left");
  EXPECT_EQ(latest.before.at("guest_name"), "Odile Invented");
  EXPECT_TRUE(latest.after.at("guest_name").is_null());
}

TEST_F(Withdrawals, AQuestionIsAnsweredByWhoeverNamesTheGuest) {
  const Booking booking = typed();
  must(calendar([&](Transaction& t) { return ask_about_booking(t, feed(), "A", "Is this Odile?", {}, kNow); }));
  const Booking asked = bookings().at(0);
  EXPECT_EQ(asked.question, "Is this Odile?");
  EXPECT_EQ(changes().at(0).enrichment_reason, "Is this Odile?");
  must(app([&](Transaction& t) {
    return apply_update(t,
                        {.booking = booking.id,
                         .expected_version = asked.version,
                         .guest_name = "Odile Invented",
                         .guest_count = {},
                         .enriched_code = {},
                         .source = ValueSource::kPerson,
                         .enrichment_reason = "Typed by a person",
                         .message = {},
                         .decision = {}},
                        kNow);
  }));
  EXPECT_EQ(bookings().at(0).question, "");
}

TEST_F(Withdrawals, AFeedWritesNoNameAsMailOrPerson) {
  typed();
  EXPECT_EQ(code_of(run(Role::kCalendar, "UPDATE bookings SET guest_name = 'Nils Invented'")), Errc::kForbidden);
  EXPECT_EQ(code_of(run(Role::kCalendar, "UPDATE bookings SET guest_count = 9")), Errc::kForbidden);
  EXPECT_EQ(run(Role::kCalendar, "UPDATE bookings SET feed_summary = 'Reserved.'"), 1U);
  EXPECT_EQ(code_of(run(Role::kCalendar,
                        "INSERT INTO booking_changes (workspace_id, booking_id, source, enrichment_reason, before, "
                        "after, decision, changed_at) SELECT workspace_id, id, 'person', '', '{}', '{}', '{}', now() "
                        "FROM bookings")),
            Errc::kForbidden);
}

TEST_F(Withdrawals, TheSameStayInTwoFeedsIsKnownAsTwins) {
  upsert(event("A", kJune12));
  upsert(event("B", kJune12 + days{30}));
  const FeedId manager =
      must(calendar([&](Transaction& t) {
        return create_feed(t, {.platform = "pms", .property = "Quay House", .url = "https://example.test/p.ics"}, kNow);
      })).id;
  Booking relayed = event("P", kJune12);
  relayed.source_feed_id = manager;
  relayed.platform = "pms";
  relayed.code.reset();
  upsert(relayed, kNow + std::chrono::hours{1});
  must(calendar([](Transaction& t) { return find_twins(t, "Quay House"); }));
  std::map<std::string, Booking> by_uid;
  for (const Booking& one : bookings()) by_uid[one.ical_uid] = one;
  EXPECT_EQ(by_uid.at("P").twin_of, by_uid.at("A").id);
  EXPECT_FALSE(by_uid.at("A").twin_of || by_uid.at("B").twin_of);

  Booking room = relayed;
  room.ical_uid = "Q";
  upsert(room, kNow + std::chrono::hours{1});  // a second stay of the manager's feed on these days: which is it?
  must(calendar([](Transaction& t) { return find_twins(t, "Quay House"); }));
  for (const Booking& one : bookings()) EXPECT_FALSE(one.twin_of) << one.ical_uid;
}

TEST_F(Withdrawals, AFeedRemembersItsListingsZoneAndHabit) {
  must(calendar([&](Transaction& t) { return describe_feed(t, feed(), {"9912345"}, "Europe/Rome"); }));
  must(calendar([&](Transaction& t) { return describe_feed(t, feed(), {"Quay House", "9912345"}, ""); }));
  must(calendar([&](Transaction& t) {
    FeedState state;
    state.uid_habit = {.kept = 4, .moved = 1, .reused = 0, .regenerated = 0};
    return set_feed_refreshed(t, feed(), state, kNow);
  }));
  const Feed found = must(app([&](Transaction& t) { return find_feed(t, feed()); }));
  EXPECT_THAT(found.listing_ids, testing::UnorderedElementsAre("9912345", "Quay House"));
  EXPECT_EQ(found.time_zone, "Europe/Rome");
  EXPECT_EQ(found.state.last_refreshed_at, kNow);
  EXPECT_EQ(found.state.refreshes, 1);
  EXPECT_EQ(found.state.uid_habit.kept, 4);
}

}  // namespace
}  // namespace connections::store
