// Reservations over a real database: several mails, in any order, end in the same bookings; what a person accepts,
// links and undoes.
#include <algorithm>

#include <gmock/gmock.h>

#include "lifecycle/mailbox.h"
#include "match/story.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/fact_store.h"
#include "store/tables/feed_store.h"
#include "store/tables/listing_store.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "store/tables/review_store.h"
#include "support/postgres.h"
#include "sync/decide_stage.h"
#include "sync/review_action.h"

namespace connections::test {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

const Instant kToday = *parse_rfc3339("2027-05-20T09:00:00Z");

/// What a mail says, as its parser would have read it.
struct Letter {
  std::string guest, code, received;
  MailKind kind = MailKind::kConfirmed;
  std::string listing = "7700101";
  std::string check_in = "2027-06-12", check_out = "2027-06-15";
};

/// A workspace with Vrbo feeds (no codes in them) and mails that have been read.
class Host {
 public:
  Host(store::Database& database, const std::string& name) : database_(database), mailbox_(database, name) {}

  template <class F>
  auto app(F&& work) {
    return must(database_.with(store::Role::kApp, mailbox_.workspace(), std::forward<F>(work)));
  }
  void stay(const std::string& property, const char* check_in = "2027-06-12", const char* check_out = "2027-06-15") {
    must(
        database_.with(store::Role::kCalendar, mailbox_.workspace(), [&](store::Transaction& calendar) -> Result<void> {
          const std::string url = "/tmp/" + property;
          auto feed = TRY(store::find_feed_by_url(calendar, url));
          if (!feed)
            feed = TRY(store::create_feed(calendar, {.platform = "vrbo", .property = property, .url = url}, kToday));
          TRY(store::set_feed_refreshed(calendar, feed->id, {}, kToday));
          Booking booking;
          booking.source_feed_id = feed->id;
          booking.platform = "vrbo";
          booking.property = property;
          booking.ical_uid = property + check_in;
          booking.check_in = *parse_iso_date(check_in);
          booking.check_out = *parse_iso_date(check_out);
          booking.feed_summary = "Reserved";
          TRY(store::upsert_booking(calendar, booking, kToday));
          return {};
        }));
  }
  void mail(const Letter& letter) {
    Extraction facts;
    facts.platform = "vrbo";
    facts.kind = letter.kind;
    facts.may = letter.kind == MailKind::kConfirmed ? Permission::kEnrich : Permission::kReview;
    const auto add = [&](Field field, Value value) {
      facts.facts.push_back(
          {.field = field, .value = std::move(value), .confidence = Confidence(0.97), .reason = {}, .candidates = {}});
    };
    add(Field::kGuestName, letter.guest);
    add(Field::kCheckIn, *parse_iso_date(letter.check_in));
    add(Field::kCheckOut, *parse_iso_date(letter.check_out));
    add(Field::kConfirmationCode, letter.code);
    add(Field::kListing, letter.listing);
    app([&](store::Transaction& t) -> Result<void> {
      const auto received = parse_rfc3339(letter.received);
      const auto mail = TRY(store::append_mail(t, mailbox_.connection(),
                                               {.gmail_message_id = letter.code + letter.received,
                                                .thread_id = "t",
                                                .received_at = received,
                                                .raw = "x",
                                                .from_address = "a@example.org",
                                                .subject = "s",
                                                .raw_metadata = {}},
                                               kToday));
      TRY(store::save_extraction(t, mail.id, facts,
                                 {.authenticated = true,
                                  .authentication = "passed",
                                  .received_at = received,
                                  .issuer = match::default_platforms().issuer_of(facts),
                                  .listing = match::listing_of(facts)},
                                 kToday));
      return store::set_stage(t, mail.id, {store::Stage::kExtracted, "book", "parser", {}}, kToday);
    });
  }
  sync::SyncStats decide() {
    plugin::Parsers parsers = shipped_parsers().parsers();
    const sync::SyncRun run{
        .database = database_, .workspace = mailbox_.workspace(), .parsers = parsers, .now = kToday};
    sync::SyncStats stats;
    must(sync::decide_open_mails(run, std::nullopt, stats));
    return stats;
  }
  /// "Mill Cottage: Ada Example; …", by arrival and property.
  std::string names() {
    std::string text;
    for (const Booking& one : app([](store::Transaction& t) { return store::list_bookings(t); }))
      text += (text.empty() ? "" : "; ") + one.property + ": " + one.guest_name.value_or("-");
    return text;
  }
  std::vector<store::ReviewItem> open() {
    return app([](store::Transaction& t) { return store::list_reviews(t, store::ReviewStatus::kOpen); });
  }

 private:
  store::Database& database_;
  Mailbox mailbox_;
};

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
