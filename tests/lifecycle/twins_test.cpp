// One stay in two calendars: never two names, and a question where they differ.
#include <gmock/gmock.h>

#include "lifecycle/host.h"
#include "store/tables/booking_store.h"
#include "support/postgres.h"
#include "sync/feeds/twin_question.h"

namespace connections::test {
namespace {

struct Twins : testing::Test {
  store::Database database = fresh_store();
  Host host{database, "twins"};

  std::vector<std::string> ask() {
    return host.calendar([](store::Transaction& t) { return sync::ask_about_twins(t, "Mill Cottage", kToday); });
  }
  void show(const std::string& platform, const std::string& name) {
    host.show({.property = "Mill Cottage", .platform = platform, .feed_name = name});
  }
  std::string question() { return host.bookings().front().question + host.bookings().back().question; }
};

TEST_F(Twins, WithDifferentNamesRaiseOneQuestion) {
  show("vrbo", "Ada");
  show("pms", "Bo Other");
  EXPECT_THAT(ask(), testing::ElementsAre(
                         testing::AllOf(testing::HasSubstr("'Ada' (vrbo)"), testing::HasSubstr("'Bo Other' (pms)"))));
  EXPECT_THAT(question(), testing::StartsWith("Two calendars show this stay with different guests"));
  EXPECT_TRUE(ask().empty());
}

TEST_F(Twins, WithNamesThatAgreeRaiseNone) {
  show("vrbo", "Ada");
  show("pms", "Ada Example");
  EXPECT_TRUE(ask().empty());
}

TEST_F(Twins, AreNoLongerAskedAboutWhenTheCalendarsAgree) {
  show("vrbo", "Ada");
  show("pms", "Bo Other");
  ASSERT_EQ(ask().size(), 1u);
  show("pms", "Ada Example");
  EXPECT_TRUE(ask().empty());
  EXPECT_EQ(question(), "");
}

TEST_F(Twins, AreAskedAboutOnce) {
  show("vrbo", "Ada");
  show("pms", "Bo Other");
  ASSERT_EQ(ask().size(), 1u);
  for (const Booking& one : host.bookings())
    if (!one.question.empty())
      host.app([&](store::Transaction& t) {
        return store::apply_update(t,
                                   {.booking = one.id,
                                    .expected_version = one.version,
                                    .guest_name = "Ada Example",
                                    .guest_count = {},
                                    .enriched_code = {},
                                    .source = ValueSource::kMail,
                                    .enrichment_reason = "Accepted by a person",
                                    .message = {},
                                    .decision = {}},
                                   kToday);
      });
  EXPECT_EQ(question(), "");
  ask();
  EXPECT_EQ(question(), "");
}

TEST_F(Twins, OfWhichOneFeedNamesAnotherGuestAreNotNamedByDaysAlone) {
  show("vrbo", "");
  show("pms", "Bo Other");
  host.mail({.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-01T09:00:00Z"});
  EXPECT_EQ(host.decide().bookings_enriched, 0u);
  ASSERT_EQ(host.open().size(), 1u);
  EXPECT_THAT(host.open().front().reasons.dump(), testing::HasSubstr("the pms feed names another guest"));
}

}  // namespace
}  // namespace connections::test
