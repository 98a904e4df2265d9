// What a person does with review items and listings, and what follows from it at once, without a sync.
#include <gmock/gmock.h>

#include "lifecycle/host.h"
#include "rules/language/load_feed_words.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/listing_store.h"
#include "support/postgres.h"
#include "sync/feeds/calendar_import.h"
#include "sync/person/listing_action.h"
#include "sync/person/review_queue.h"
#include "sync/person/undo.h"
#include "sync/review_action.h"
#include "sync/solve_workspace.h"

namespace connections::test {
namespace {

using testing::HasSubstr;

struct Persons : testing::Test {
  store::Database database = fresh_store();
  Host host{database, "persons"};

  /// Two properties with a stay of the same days, and a mail of Ada about one of them.
  void two_properties() {
    host.stay("Mill Cottage");
    host.stay("Garden Flat");
    host.mail({.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-01T09:00:00Z"});
    host.decide();
    ASSERT_EQ(host.open().size(), 1u);
  }
  template <class Act>
  sync::Solved act(Act&& act) {
    return must(must(sync::act_and_solve(host.deciding(), std::forward<Act>(act))).solved);
  }
  ReviewId item_of(const std::string& guest) {
    for (const auto& one : host.open())
      if (one.guest_name == guest) return one.id;
    throw std::runtime_error("no open item of " + guest);
  }
  std::string reasons_of(const std::string& guest) {
    for (const auto& one : host.open())
      if (one.guest_name == guest) return one.reasons.dump();
    return {};
  }
};

TEST_F(Persons, ALinkNamesTheMailsThatWaitedForItAtOnceAndItsRunCanBeUndone) {
  two_properties();
  const auto solved =
      act([](store::Transaction& t) { return sync::link_listing(t, "7700101", "Mill Cottage", "", kToday); });
  EXPECT_EQ(solved.stats.bookings_enriched, 1u);
  EXPECT_EQ(solved.stats.reviews_closed, 1u);
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: Ada Example");
  EXPECT_TRUE(host.open().empty());

  ASSERT_TRUE(solved.run);
  const auto steps = host.app(
      [&](store::Transaction& t) { return sync::plan_undo(t, {.change = {}, .run = solved.run->value, .rule = {}}); });
  ASSERT_EQ(steps.size(), 1u);
  act([&](store::Transaction& t) -> Result<int> {
    TRY(sync::apply_undo(t, steps, kToday));
    return 0;
  });
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: -");
}

TEST_F(Persons, WhatChangesNothingLeavesNoRun) {
  two_properties();
  EXPECT_FALSE(must(sync::solve_workspace(host.deciding())).run);
}

TEST_F(Persons, ALinkThatIsForgottenMovesNoNameSilently) {
  two_properties();
  act([](store::Transaction& t) { return sync::link_listing(t, "7700101", "Mill Cottage", "", kToday); });
  act([](store::Transaction& t) { return sync::unlink_listing(t, "#7700101", ""); });
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: Ada Example");
  act([](store::Transaction& t) { return sync::link_listing(t, "7700101", "Garden Flat", "vrbo", kToday); });
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: Ada Example");
}

TEST_F(Persons, OneListingThatSeveralMailsWaitForIsOneQuestion) {
  two_properties();
  host.stay("Mill Cottage", "2027-07-03", "2027-07-10");
  host.stay("Garden Flat", "2027-07-03", "2027-07-10");
  host.mail({.guest = "Cleo Example",
             .code = "HA-CLEO01",
             .received = "2027-05-06T09:00:00Z",
             .check_in = "2027-07-03",
             .check_out = "2027-07-10"});
  host.decide();
  const auto questions = host.app([](store::Transaction& t) { return sync::listing_questions(t); });
  ASSERT_EQ(questions.size(), 1u);
  EXPECT_EQ(questions.front().mails, 2u);
  EXPECT_THAT(sync::text_of(questions.front()),
              HasSubstr("Tell me which property is listing 7700101: 2 mails wait for it"));
  const auto queue = host.app([](store::Transaction& t) { return sync::read_review_queue(t, {}); });
  ASSERT_EQ(queue.entries.size(), 1u);
  EXPECT_EQ(queue.entries.front().kind, sync::QueueEntry::Kind::kListing);
  EXPECT_EQ(queue.entries.front().fits.at("Mill Cottage"), 2u);
  act([](store::Transaction& t) { return sync::link_listing(t, "7700101", "Mill Cottage", "", kToday); });
  EXPECT_TRUE(host.app([](store::Transaction& t) { return sync::listing_questions(t); }).empty());
  EXPECT_TRUE(host.open().empty());
}

TEST_F(Persons, ARejectedStayIsNeverProposedAgainAndAnotherOneIs) {
  host.stay("Mill Cottage");
  host.stay("Garden Flat");
  host.mail({.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-01T09:00:00Z", .listing = ""});
  host.decide();
  const ReviewId item = item_of("Ada Example");
  const BookingId mill = host.booking("Mill Cottage").id, garden = host.booking("Garden Flat").id;
  act([&](store::Transaction& t) -> Result<int> {
    TRY(sync::reject_review(t, item, mill, kToday));
    return 0;
  });
  ASSERT_EQ(host.open().size(), 1u);  // the other stay is still a question
  EXPECT_THAT(host.open().front().candidates.dump(), HasSubstr("a person said that it is not this stay"));

  act([&](store::Transaction& t) -> Result<int> {
    TRY(sync::reject_review(t, item, garden, kToday));
    return 0;
  });
  EXPECT_TRUE(host.open().empty());
  host.decide();
  EXPECT_TRUE(host.open().empty());
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: -");

  host.stay("Boat House");  // a stay that nobody has rejected
  host.decide();
  EXPECT_EQ(host.open().size(), 1u);
}

TEST_F(Persons, ANameThatStandsOnARejectedStayIsTakenBack) {
  host.stay("Mill Cottage");
  host.mail({.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-01T09:00:00Z"});
  host.decide();
  ASSERT_EQ(host.names(), "Mill Cottage: Ada Example");
  host.mail({.guest = "Bo Example", .code = "HA-BO0001", .received = "2027-05-02T09:00:00Z"});
  host.decide();  // contested: both ask
  act([&](store::Transaction& t) -> Result<int> {
    TRY(sync::reject_review(t, item_of("Bo Example"), std::nullopt, kToday));
    return 0;
  });
  EXPECT_EQ(host.names(), "Mill Cottage: Ada Example");
  EXPECT_TRUE(host.open().empty());
}

TEST_F(Persons, ADismissedItemStaysClosed) {
  two_properties();
  act([&](store::Transaction& t) -> Result<int> {
    TRY(store::dismiss_review(t, item_of("Ada Example"), kToday));
    return 0;
  });
  act([](store::Transaction& t) { return sync::link_listing(t, "7700101", "Mill Cottage", "", kToday); });
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: -");
  EXPECT_TRUE(host.open().empty());
}

TEST_F(Persons, AStayThatAPersonGaveIsNoOtherGuests) {
  host.stay("Mill Cottage");
  host.stay("Garden Flat");
  for (const char* guest : {"Ada Example", "Bo Other"})
    host.mail({.guest = guest,
               .code = std::string("HA-") + guest[0] + "00001",
               .received = "2027-05-01T09:00:00Z",
               .listing = ""});
  host.decide();
  ASSERT_EQ(host.open().size(), 2u);
  const auto queue = host.app([](store::Transaction& t) { return sync::read_review_queue(t, {}); });
  ASSERT_EQ(queue.entries.size(), 1u);
  EXPECT_EQ(queue.entries.front().kind, sync::QueueEntry::Kind::kJoint);
  EXPECT_EQ(queue.entries.front().arrangements.size(), 4u);
  EXPECT_EQ(queue.entries.front().arrangements.front().pairs.size(), 2u);

  const BookingId mill = host.booking("Mill Cottage").id;
  act([&](store::Transaction& t) { return sync::accept_review(t, item_of("Ada Example"), mill, kToday); });
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: Ada Example");
  ASSERT_EQ(host.open().size(), 1u);
  EXPECT_THAT(host.open().front().candidates.dump(), HasSubstr("a person gave it to Ada Example"));
  EXPECT_THAT(reasons_of("Bo Other"), HasSubstr("listing_unknown"));
}

/// What a calendar shows under "Mill Cottage" and "Garden Flat", each with a stay of the same days.
std::string calendar_of(const char* uid) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Invented//EN\r\nBEGIN:VEVENT\r\nUID:" + std::string(uid) +
         "\r\nDTSTAMP:20270520T060000Z\r\nDTSTART;VALUE=DATE:20270612\r\nDTEND;VALUE=DATE:20270615\r\nSUMMARY:"
         "Reserved\r\n"
         "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

TEST_F(Persons, WhoAddsOneCalendarAfterTheOtherGetsNoNameOnTheFirst) {
  const auto words = must(rules::load_feed_words(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules"));
  const auto import = [&](const std::string& property) {
    return must(sync::import_calendar(
        host.deciding(), address_of("/tmp/" + property),
        {.place = "/tmp/" + property, .platform = "vrbo", .property = property},
        {.ics = calendar_of(property == "Mill Cottage" ? "1b0e3c61-a" : "1b0e3c61-b"), .validators = {}}, words));
  };
  host.mail({.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-01T09:00:00Z"});
  host.decide();
  EXPECT_EQ(must(import("Mill Cottage").solved).stats.bookings_enriched, 0u);
  EXPECT_THAT(reasons_of("Ada Example"), HasSubstr("calendar_new"));
  import("Garden Flat");
  host.decide();
  EXPECT_EQ(host.names(), "Garden Flat: -; Mill Cottage: -");
}

TEST_F(Persons, ARefreshedCalendarNamesByDaysAtOnce) {
  const auto words = must(rules::load_feed_words(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules"));
  host.mail({.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-01T09:00:00Z"});
  const auto import = [&] {
    return must(sync::import_calendar(host.deciding(), address_of("/tmp/mill"),
                                      {.place = "/tmp/mill", .platform = "vrbo", .property = "Mill Cottage"},
                                      {.ics = calendar_of("1b0e3c61-a"), .validators = {}}, words));
  };
  import();
  EXPECT_EQ(must(import().solved).stats.bookings_enriched, 1u);
  EXPECT_EQ(host.names(), "Mill Cottage: Ada Example");
}

TEST_F(Persons, NobodyIsGivenAStayThatLeftTheCalendar) {
  two_properties();
  Booking gone = host.booking("Mill Cottage");
  gone.state = BookingState::kCancelled;
  host.calendar([&](store::Transaction& t) { return store::upsert_booking(t, gone, kToday); });
  const auto refused = host.app([&](store::Transaction& t) -> Result<Errc> {
    return sync::accept_review(t, item_of("Ada Example"), gone.id, kToday).error().code;
  });
  EXPECT_EQ(refused, Errc::kInvalidArgument);
}

TEST_F(Persons, AcceptingACancellationVouchesForIt) {
  host.stay("Mill Cottage");
  host.mail({.guest = "Ada Example", .code = "HA-ADA001", .received = "2027-05-01T09:00:00Z"});
  host.decide();
  host.mail({.guest = "Ada Example",
             .code = "HA-ADA001",
             .received = "2027-05-03T09:00:00Z",
             .kind = MailKind::kCancellation,
             .authenticated = false});
  host.decide();
  ASSERT_EQ(host.names(), "Mill Cottage: Ada Example");
  ASSERT_EQ(host.open().size(), 1u);
  const auto solved =
      act([&](store::Transaction& t) { return sync::accept_review(t, host.open().front().id, std::nullopt, kToday); });
  EXPECT_EQ(solved.stats.names_taken_back, 1u);
  EXPECT_EQ(host.names(), "Mill Cottage: -");
  EXPECT_TRUE(host.open().empty());
}

TEST_F(Persons, ManyItemsAreActedOnByTheirReasonPlatformAndProperty) {
  two_properties();
  host.mail({.guest = "Past Guest",
             .code = "HA-PAST01",
             .received = "2026-05-01T09:00:00Z",
             .check_in = "2026-06-01",
             .check_out = "2026-06-03"});
  host.decide();
  ASSERT_EQ(host.open().size(), 2u);
  const auto acted = [&](const store::ReviewFilter& filter, sync::ReviewAction action, bool write) {
    return host.app([&](store::Transaction& t) { return sync::act_on_reviews(t, filter, action, write, kToday); });
  };
  using sync::ReviewAction;
  EXPECT_EQ(acted({.reason = "past_stay"}, ReviewAction::kDismiss, false).done.size(), 1u);
  EXPECT_EQ(host.open().size(), 2u);
  EXPECT_TRUE(acted({.platform = "airbnb"}, ReviewAction::kDismiss, true).done.empty());
  EXPECT_EQ(acted({.platform = "vrbo", .property = "mill cottage"}, ReviewAction::kDismiss, false).done.size(), 1u);
  const auto two = acted({.property = "Mill Cottage"}, ReviewAction::kAccept, true);
  EXPECT_TRUE(two.done.empty());
  ASSERT_EQ(two.left.size(), 1u);
  EXPECT_EQ(two.left.front().second, "2 stays could be meant");
  EXPECT_EQ(acted({.reason = "past_stay"}, ReviewAction::kDismiss, true).done.size(), 1u);
  EXPECT_EQ(host.open().size(), 1u);
  EXPECT_EQ(acted({}, ReviewAction::kReject, true).done.size(), 1u);
  EXPECT_TRUE(host.open().empty());
}

TEST_F(Persons, OfAnotherWorkspaceNeverMeet) {
  Host other(database, "others");
  for (Host* one : {&host, &other}) {
    one->stay("Mill Cottage");
    one->stay("Garden Flat");
    for (const char* guest : {"Ada Example", "Bo Other"})
      one->mail({.guest = guest, .code = std::string("HA-") + guest[0] + "00001", .received = "2027-05-01T09:00:00Z"});
    one->decide();
    ASSERT_EQ(one->open().size(), 2u);
  }
  const std::string before = other.mailbox().rows(database);
  const ReviewId theirs = other.open().front().id;
  const BookingId their_stay = other.booking("Mill Cottage").id;
  for (const auto code : {
           host.app([&](store::Transaction& t) -> Result<Errc> {
             return sync::accept_review(t, theirs, std::nullopt, kToday).error().code;
           }),
           host.app([&](store::Transaction& t) -> Result<Errc> {
             return sync::reject_review(t, theirs, std::nullopt, kToday).error().code;
           }),
           host.app([&](store::Transaction& t) -> Result<Errc> {
             return sync::accept_review(t, host.open().front().id, their_stay, kToday).error().code;
           }),
       })
    EXPECT_EQ(code, Errc::kNotFound);
  const BookingId mill = host.booking("Mill Cottage").id;
  act([&](store::Transaction& t) { return sync::accept_review(t, item_of("Ada Example"), mill, kToday); });
  act([&](store::Transaction& t) { return sync::act_on_reviews(t, {}, sync::ReviewAction::kReject, true, kToday); });
  act([](store::Transaction& t) { return sync::link_listing(t, "7700101", "Garden Flat", "", kToday); });
  must(sync::solve_workspace(other.deciding()));
  EXPECT_EQ(other.mailbox().rows(database), before);
}

}  // namespace
}  // namespace connections::test
