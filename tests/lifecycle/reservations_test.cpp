// Reservations over a real database: several mails, in any order, end in the same bookings; what a person accepts,
// links and undoes.
#include <algorithm>

#include <gmock/gmock.h>

#include "lifecycle/host.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/listing_store.h"
#include "support/postgres.h"
#include "sync/person/undo.h"
#include "sync/review_action.h"

namespace connections::test {
namespace {

const std::vector<Letter> kRebooked{
    {.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-01T09:00:00Z"},
    {.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-03T09:00:00Z", .kind = MailKind::kCancellation},
    {.guest = "Bo Example", .code = "HA-BO0001", .received = "2027-05-05T09:00:00Z"}};

TEST(Reservations, EndInTheSameBookingsWhateverTheOrderAndTheBatches) {
  store::Database database = fresh_store();
  std::vector<std::size_t> order{0, 1, 2};
  do {
    for (const bool at_once : {true, false}) {
      Host host(database, "order-" + std::to_string(order[0]) + std::to_string(order[1]) + std::to_string(at_once));
      host.stay("Mill Cottage");
      for (const std::size_t i : order) {
        host.mail(kRebooked[i]);
        if (!at_once) host.decide();
      }
      host.decide();
      EXPECT_EQ(host.names(), "Mill Cottage: Bo Example") << order[0] << order[1] << order[2] << at_once;
      EXPECT_TRUE(host.open().empty());
      const auto again = host.decide();
      EXPECT_EQ(again.bookings_enriched + again.reviews_filed + again.names_taken_back, 0u);
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Reservations, ALaterCancellationTakesTheNameBackAndSaysSo) {
  store::Database database = fresh_store();
  Host host(database, "cancelled");
  host.stay("Mill Cottage");
  host.mail(kRebooked[0]);
  host.decide();
  EXPECT_EQ(host.names(), "Mill Cottage: Ada Example");
  host.mail(kRebooked[1]);
  EXPECT_EQ(host.decide().names_taken_back, 1u);
  EXPECT_EQ(host.names(), "Mill Cottage: -");
  const auto changes = host.app([](store::Transaction& t) { return store::list_changes(t, std::nullopt); });
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_THAT(changes.front().enrichment_reason, testing::HasSubstr("cancelled"));
}

TEST(Reservations, ASecondGuestOfTheSameStayTakesTheFirstsNameAwayAndAsks) {
  store::Database database = fresh_store();
  Host host(database, "contested");
  host.stay("Mill Cottage");
  host.mail(kRebooked[0]);
  host.decide();
  host.mail(kRebooked[2]);
  host.decide();
  EXPECT_EQ(host.names(), "Mill Cottage: -");
  EXPECT_EQ(host.open().size(), 2u);
}

TEST(Reservations, AMailThatIsReadAfterItsStayWasReplacedNamesNobody) {
  store::Database database = fresh_store();
  const FeedLine neighbour{"kept-a", "20270901", "20270905"};
  const std::vector<std::vector<std::vector<FeedLine>>> feeds{
      {{neighbour, {"first-b", "20270612", "20270615"}}, {neighbour, {"other-c", "20270612", "20270615"}}},
      {{neighbour, {"moved-d", "20270612", "20270615"}},
       {neighbour, {"moved-d", "20270618", "20270621"}, {"other-c", "20270612", "20270615"}}},
      {{neighbour, {"", "20270612", "20270615"}}, {neighbour}, {neighbour, {"", "20270612", "20270615"}}}};
  for (std::size_t i = 0; i < feeds.size(); ++i) {
    Host host(database, "replaced-" + std::to_string(i));
    for (const auto& refresh : feeds[i]) host.refresh("Mill Cottage", refresh);
    host.mail(kRebooked[0]);
    host.decide();
    EXPECT_THAT(host.names(), testing::Not(testing::HasSubstr("Ada"))) << i;
    ASSERT_EQ(host.open().size(), 1u) << i;
    host.mail(kRebooked[1]);  // Ada's cancellation: the stay there now is the next guest's
    host.mail(kRebooked[2]);
    host.decide();
    EXPECT_THAT(host.names(), testing::HasSubstr("Mill Cottage: Bo Example")) << i;
  }
}

TEST(Reservations, AnItemClosesItselfWhenTheCalendarAnswersIt) {
  store::Database database = fresh_store();
  Host host(database, "late");
  host.stay("Mill Cottage", "2027-08-01", "2027-08-05");
  host.mail(kRebooked[0]);
  host.decide();
  ASSERT_EQ(host.open().size(), 1u);
  host.stay("Mill Cottage");
  host.decide();
  EXPECT_EQ(host.names(), "Mill Cottage: Ada Example; Mill Cottage: -");
  EXPECT_TRUE(host.open().empty());
}

TEST(Reservations, WhatAPersonAcceptsTeachesTheListingInThisWorkspaceOnly) {
  store::Database database = fresh_store();
  Host host(database, "teaching"), other(database, "unaware");
  for (Host* one : {&host, &other}) {
    one->stay("Mill Cottage");
    one->stay("Garden Flat");
    one->mail(kRebooked[0]);
    one->decide();
    ASSERT_EQ(one->open().size(), 1u);
  }
  const auto bookings = host.app([](store::Transaction& t) { return store::list_bookings(t); });
  const auto mill =
      std::find_if(bookings.begin(), bookings.end(), [](const Booking& b) { return b.property == "Mill Cottage"; });
  const ReviewId item = host.open().front().id;
  const auto both = host.app([&](store::Transaction& t) -> Result<bool> {
    return sync::accept_review(t, item, std::nullopt, kToday).has_value();
  });
  EXPECT_FALSE(both);  // two stays could be meant
  host.app([&](store::Transaction& t) { return sync::accept_review(t, item, mill->id, kToday); });
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: Ada Example");

  for (Host* one : {&host, &other}) {
    one->stay("Mill Cottage", "2027-07-03", "2027-07-10");
    one->stay("Garden Flat", "2027-07-03", "2027-07-10");
    one->mail({.guest = "Cleo Example",
               .code = "HA-CLEO01",
               .received = "2027-05-06T09:00:00Z",
               .check_in = "2027-07-03",
               .check_out = "2027-07-10"});
    one->decide();
  }
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: Ada Example; Garden Flat: -; Mill Cottage: Cleo Example");
  EXPECT_EQ(other.names(), "Garden Flat: -; Mill Cottage: -; Garden Flat: -; Mill Cottage: -");
  EXPECT_TRUE(other.app([](store::Transaction& t) { return store::list_links(t); }).empty());
}

TEST(Reservations, AnUndoneChangeStaysUndoneAndALaterEditIsLeftAlone) {
  store::Database database = fresh_store();
  Host host(database, "undo");
  host.stay("Mill Cottage");
  host.mail(kRebooked[0]);
  host.decide();
  const std::string change =
      host.app([](store::Transaction& t) { return store::list_changes(t, std::nullopt); }).front().id;
  host.app([&](store::Transaction& t) { return sync::undo_change(t, change, kToday); });
  EXPECT_EQ(host.names(), "Mill Cottage: -");
  host.decide();
  EXPECT_EQ(host.names(), "Mill Cottage: -");

  const Booking booking = host.app([](store::Transaction& t) { return store::list_bookings(t); }).front();
  host.app([&](store::Transaction& t) {
    return store::apply_update(t,
                               {.booking = booking.id,
                                .expected_version = booking.version,
                                .guest_name = "Grace Typed",
                                .guest_count = {},
                                .enriched_code = {},
                                .source = ValueSource::kPerson,
                                .enrichment_reason = "Typed by a person",
                                .message = {},
                                .decision = {}},
                               kToday);
  });
  const auto refused = host.app([&](store::Transaction& t) -> Result<Errc> {
    const auto undone = sync::undo_change(t, change, kToday);
    return undone ? Errc::kInvalidArgument : undone.error().code;
  });
  EXPECT_EQ(refused, Errc::kConflict);
  EXPECT_EQ(host.names(), "Mill Cottage: Grace Typed");
}

}  // namespace
}  // namespace connections::test
