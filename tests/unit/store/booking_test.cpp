#include "secrets/digest.h"
#include "store/tables/booking_store.h"

#include "store/tables/change_store.h"
#include "unit/store/fixture.h"

namespace connections::store {
namespace {

using std::chrono::days;

class Bookings : public StoreTest {
 protected:
  Result<Booking> apply(const BookingUpdate& update) {
    return app([&](Transaction& t) { return apply_update(t, update, kNow); });
  }

  static BookingUpdate by_mail(const Booking& booking, const std::string& guest, int count) {
    return {.booking = booking.id,
            .expected_version = booking.version,
            .guest_name = guest,
            .guest_count = count,
            .enriched_code = "HMA",
            .enrichment_reason = "Code Match",
            .message = std::nullopt,
            .decision = {{"verdict", "update"}}};
  }
};

TEST_F(Bookings, AFeedInsertsChangesAndLeavesAlone) {
  EXPECT_EQ(upsert(event("A", kJune12)), Upsert::kInserted);
  EXPECT_EQ(upsert(event("A", kJune12), kNow + days{1}), Upsert::kUnchanged);
  EXPECT_EQ(bookings()[0].version, 1);
  Booking moved = event("A", kJune12 + days{1});
  moved.code.reset();
  EXPECT_EQ(upsert(moved, kNow + days{1}), Upsert::kChanged);
  const Booking now = bookings()[0];
  EXPECT_EQ(now.check_in, kJune12 + days{1});
  EXPECT_EQ(now.code, std::nullopt);
  EXPECT_EQ(now.version, 2);
  EXPECT_EQ(now.first_seen, kNow);
  EXPECT_EQ(must(app([&](Transaction& t) { return bookings_of_feed(t, feed()); })).size(), 1U);
}

TEST_F(Bookings, WhatMailWroteOutlivesTheFeed) {
  Booking named = event("A", kJune12);
  named.guest_name = "Ada";
  upsert(named);
  EXPECT_EQ(bookings()[0].guest_name_source, ValueSource::kFeed);
  must(apply(by_mail(bookings()[0], "Ada Example", 4)));
  named.state = BookingState::kCancelled;
  EXPECT_EQ(upsert(named), Upsert::kChanged);
  const Booking now = bookings()[0];
  EXPECT_EQ(now.guest_name, "Ada Example");
  EXPECT_EQ(now.guest_name_source, ValueSource::kMail);
  EXPECT_EQ(now.guest_count, 4);
  EXPECT_EQ(now.enriched_code, "HMA");
  EXPECT_EQ(now.state, BookingState::kCancelled);
}

TEST_F(Bookings, AnUpdateKeepsItsReasonAndItsHistory) {
  upsert(event("A", kJune12));
  const MessageId message = archive("m1");
  BookingUpdate update = by_mail(bookings()[0], "Ada Example", 4);
  update.message = message;
  const Booking after = must(apply(update));
  EXPECT_EQ(after.version, 2);
  EXPECT_EQ(after.guest_count_source, ValueSource::kMail);
  const auto reason = must(app([](Transaction& t) {
    return query_one(
        t, "SELECT raw_data->>'enrichment_reason' AS reason FROM bookings", {},
        [](const Row& row) { return row.text("reason"); }, "none");
  }));
  EXPECT_EQ(reason, "Code Match");
  const auto changes = must(app([&](Transaction& t) { return list_changes(t, after.id); }));
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].message, message);
  EXPECT_EQ(changes[0].before["guest_name"], nullptr);
  EXPECT_EQ(changes[0].after["guest_name"], "Ada Example");
  EXPECT_EQ(changes[0].after["guest_count"], 4);
  EXPECT_EQ(changes[0].decision["verdict"], "update");
}

TEST_F(Bookings, AnUpdateOfAVersionThatIsGoneConflictsAndWritesNothing) {
  upsert(event("A", kJune12));
  const Booking read = bookings()[0];
  must(apply(by_mail(read, "Ada Example", 4)));
  EXPECT_EQ(code_of(apply(by_mail(read, "Bob Example", 2))), Errc::kConflict);
  EXPECT_EQ(bookings()[0].guest_name, "Ada Example");
  EXPECT_EQ(must(app([](Transaction& t) { return list_changes(t, std::nullopt); })).size(), 1U);
}

TEST_F(Bookings, AMailNeverReplacesWhatAPersonTyped) {
  upsert(event("A", kJune12));
  BookingUpdate typed = by_mail(bookings()[0], "A. Example", 3);
  typed.source = ValueSource::kPerson;
  must(apply(typed));
  const Booking after = must(apply(by_mail(bookings()[0], "Ada Example", 4)));
  EXPECT_EQ(after.guest_name, "A. Example");
  EXPECT_EQ(after.guest_name_source, ValueSource::kPerson);
  EXPECT_EQ(after.guest_count, 3);
}

TEST_F(Bookings, AnAbsentValueKeepsWhatIsThere) {
  upsert(event("A", kJune12));
  must(apply(by_mail(bookings()[0], "Ada Example", 4)));
  BookingUpdate update = by_mail(bookings()[0], "", 0);
  update.guest_name.reset();
  update.guest_count.reset();
  const Booking after = must(apply(update));
  EXPECT_EQ(after.guest_name, "Ada Example");
  EXPECT_EQ(after.guest_count, 4);
}

TEST_F(Bookings, AnUpdateOfNoBookingIsNotFound) {
  BookingUpdate update = by_mail(Booking{}, "Ada Example", 4);
  update.booking.value = "00000000-0000-0000-0000-000000000000";
  EXPECT_EQ(code_of(apply(update)), Errc::kNotFound);
}

TEST_F(Bookings, ThoseBetweenTwoDaysLieAWeekAroundThemOrShareTheCode) {
  upsert(event("NEAR", kJune12 + days{2}));
  upsert(event("FAR", kJune12 + days{60}));
  const auto between = [&](const std::vector<std::string>& codes) {
    std::vector<std::string> uids;
    for (const Booking& b :
         must(app([&](Transaction& t) { return bookings_between(t, kJune12, kJune12 + days{3}, codes); })))
      uids.push_back(b.ical_uid);
    return uids;
  };
  EXPECT_THAT(between({}), testing::ElementsAre("NEAR"));
  EXPECT_THAT(between({"HMFAR"}), testing::ElementsAre("NEAR", "FAR"));
}

TEST_F(Bookings, AreFoundByTheirIds) {
  upsert(event("A", kJune12));
  upsert(event("B", kJune12 + days{9}));
  const std::string id = bookings().back().id.value, none = "00000000-0000-0000-0000-000000000000";
  const auto found = must(app([&](Transaction& t) { return bookings_with(t, {id, none}); }));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().ical_uid, "B");
}

TEST_F(Bookings, FeedsRememberHowTheyFare) {
  const auto state = [&] { return must(app([&](Transaction& t) { return find_feed(t, feed()); })).state; };
  const auto fail_at = [&](Instant now) {
    must(calendar([&](Transaction& t) { return set_feed_failed(t, feed(), "404", now); }));
  };
  fail_at(kNow);
  fail_at(kNow + days{1});
  EXPECT_EQ(state().error_since, kNow);
  FeedState refreshed;
  refreshed.etag = "\"e\"";
  refreshed.last_modified = "Mon";
  must(calendar([&](Transaction& t) { return set_feed_refreshed(t, feed(), refreshed, kNow); }));
  EXPECT_EQ(state().error, "");
  EXPECT_EQ(state().error_since, std::nullopt);
  EXPECT_EQ(state().etag, "\"e\"");
  const auto twice = calendar([&](Transaction& t) {
    return create_feed(t, {.platform = "airbnb", .property = "x", .url = "https://example.test/a.ics"}, kNow);
  });
  EXPECT_EQ(code_of(twice), Errc::kConflict);
  EXPECT_TRUE(must(
      app([](Transaction& t) { return find_feed_by_hash(t, secrets::sha256_hex("https://example.test/a.ics")); })));
}

}  // namespace
}  // namespace connections::store
