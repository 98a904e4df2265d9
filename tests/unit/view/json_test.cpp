// Every public JSON shape has one golden file: what the command line prints and the HTTP API answers.
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/golden.h"
#include "view/booking_view.h"
#include "view/connection_view.h"
#include "view/error_view.h"
#include "view/feed_view.h"
#include "view/health_view.h"
#include "view/json_text.h"
#include "view/listing_view.h"
#include "view/mail_view.h"
#include "view/reread_view.h"
#include "view/review_view.h"
#include "view/run_view.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;

Instant at(const char* text) { return *parse_rfc3339(text); }

testing::AssertionResult is_golden(const char* name, const ordered_json& document) {
  return test::matches_golden(std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "tests/unit/view/golden" / name,
                              to_text(document));
}

Booking booking() {
  Booking one;
  one.id = {"11111111-1111-4111-8111-111111111111"};
  one.platform = "airbnb";
  one.property = "Harbour Loft";
  one.check_in = *parse_iso_date("2026-07-01");
  one.check_out = *parse_iso_date("2026-07-04");
  one.feed_summary = "Reserved";
  return one;
}

store::Connection connection() {
  store::Connection one;
  one.id = {"22222222-2222-4222-8222-222222222222"};
  one.platform = "vrbo";
  one.name = "Vrbo";
  one.reservation_label = "Stays/Vrbo";
  one.gmail_status = store::GmailStatus::kError;
  one.gmail_error_code = "invalid_grant";
  one.gmail_error = "invalid_grant: access ended";
  one.gmail_address = "host@mail.example";
  one.error_since = at("2026-06-02T08:00:00Z");
  one.last_synced_at = at("2026-06-01T08:00:00Z");
  return one;
}

TEST(ViewJson, Booking) {
  BookingView enriched{booking(), "Code Match", 0.987};
  enriched.booking.code = "HMABCDEFGH";
  enriched.booking.guest_name = "Ada Example";
  enriched.booking.guest_count = 3;
  BookingView asked{booking(), "", 0.0, {"33333333-3333-4333-8333-333333333333"}};
  asked.booking.question = "Is this the stay of 'Ada Example' (2026-07-01 to 2026-07-04)?";
  EXPECT_TRUE(is_golden("bookings.json", bookings_json({asked, enriched})));
}

TEST(ViewJson, Review) {
  store::ReviewItem item;
  item.id = {"33333333-3333-4333-8333-333333333333"};
  item.message = {"44444444-4444-4444-8444-444444444444"};
  item.connection = connection().id;
  item.guest_name = "Ada Example";
  item.check_in = *parse_iso_date("2026-07-01");
  item.reasons = ordered_json::parse(R"([{"code": "two_candidates", "message": "two bookings fit"}])");
  item.candidates = ordered_json::array();
  item.created_at = at("2026-06-01T08:00:00Z");
  EXPECT_TRUE(is_golden("reviews.json", reviews_json({item})));
}

TEST(ViewJson, ReviewQueue) {
  sync::ReviewQueue queue;
  sync::QueueEntry joint;
  joint.kind = sync::QueueEntry::Kind::kJoint;
  joint.key = "33333333-3333-4333-8333-333333333333";
  for (const char* guest : {"Ada Example", "Bo Other"}) {
    store::ReviewItem item;
    item.id = {joint.key};
    item.message = {"44444444-4444-4444-8444-444444444444"};
    item.guest_name = guest;
    item.reasons = ordered_json::parse(R"([{"code": "contested_stay", "message": "two mails"}])");
    item.candidates = ordered_json::array();
    joint.items.push_back(std::move(item));
  }
  joint.arrangements.push_back({{{joint.items.front().message, booking().id}}, 12.5});
  queue.entries.push_back(std::move(joint));
  queue.bookings.emplace(booking().id, booking());
  EXPECT_TRUE(is_golden("review_queue.json", queue_json(queue)));
  EXPECT_THAT(queue_text(queue), testing::HasSubstr("Ada Example → 11111111 Harbour Loft 2026-07-01 – 2026-07-04"));
}

TEST(ViewText, AQueueFitsEightyColumnsAndDrawsNothing) {
  sync::ReviewQueue queue;
  sync::QueueEntry entry;
  store::ReviewItem item;
  item.id = {"33333333-3333-4333-8333-333333333333"};
  item.guest_name = "Ada \x1b[31mExample";
  item.reasons = {{{"code", "ambiguous_dates"},
                   {"message",
                    "2 bookings have exactly these dates (Harbour Loft, Mill Cottage); the mail is about "
                    "listing 7700101: connections listings link \"7700101\" PROPERTY"}}};
  item.candidates = ordered_json::array();
  entry.items.push_back(item);
  queue.entries.push_back(entry);
  const std::string text = queue_text(queue);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80u) << line;
}

TEST(ViewText, AnImportDoesNotDrownInTheEventsThatItLeftOut) {
  sync::CalendarChange change;
  change.inserted = 2;
  change.questions = {"which stay?"};
  for (int i = 0; i < 5000; ++i) change.skipped.push_back({"uid", {}, "the event has no start"});
  const std::string text = change_text(change);
  EXPECT_THAT(text, testing::StartsWith("2 new, 0 changed, 0 as before, 0 gone from the feed\na person decides: which "
                                        "stay?\nleft out: the event has no start\n"));
  EXPECT_THAT(text, testing::EndsWith("left out: 4980 more; --json shows all\n"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 23);
}

TEST(ViewJson, Reread) {
  sync::Reread done;
  done.mails = 7;
  done.different = 1;
  sync::MailDiff mail{.message = {"44444444-4444-4444-8444-444444444444"},
                      .subject = "Reservation confirmed",
                      .fields = {{"guest_name", "Ada Last Name Example", "Ada Example"}, {"guest_count", "", "3"}}};
  done.tally.add(mail.fields);
  done.listed.push_back(std::move(mail));
  done.flips.push_back({booking(), "Ada Last Name Example", "Ada Example", "Code Match"});
  EXPECT_TRUE(is_golden("reread.json", to_json(done)));
}

TEST(ViewText, WhatDecidingAgainDidIsOneLineWithItsUndo) {
  sync::Solved solved;
  EXPECT_EQ(solved_text(solved), "");
  solved.run = SyncRunId{"55555555-5555-4555-8555-555555555555"};
  solved.stats.bookings_enriched = 2;
  solved.stats.reviews_closed = 3;
  EXPECT_EQ(solved_text(solved),
            "Decided again: 2 bookings named, 3 items closed.  connections undo --run "
            "55555555-5555-4555-8555-555555555555\n");
}

TEST(ViewJson, Listings) {
  ListingsView listings;
  listings.links.push_back({.platform = "vrbo",
                            .listing = "7700101",
                            .property = "Harbour Loft",
                            .uses = 3,
                            .origin = store::LinkOrigin::kPerson,
                            .last_used_at = at("2026-06-01T08:00:00Z")});
  listings.seen.push_back({.platform = "vrbo", .listing = "7700102", .mails = 15, .waiting = 14});
  listings.questions.push_back({.platform = "vrbo", .listing = "7700102", .mails = 14});
  EXPECT_TRUE(is_golden("listings.json", to_json(listings)));
  EXPECT_THAT(listings_text(listings),
              testing::HasSubstr("Tell me which property is listing 7700102: 14 mails wait for it"));
}

store::ListedMail listed_mail() {
  store::ListedMail mail;
  mail.message = {"44444444-4444-4444-8444-444444444444"};
  mail.connection = {"22222222-2222-4222-8222-222222222222"};
  mail.connection_name = "Airbnb";
  mail.from_address = "automated@airbnb.com";
  mail.subject = "You have a new \x1b[31m message about a reservation at the Harbour Loft in the old town";
  mail.received_at = at("2026-06-01T08:00:00Z");
  mail.stage = store::Stage::kDone;
  mail.outcome = "ignore";
  mail.note = "ignore kind_message";
  mail.platform = "airbnb";
  mail.kind = "message";
  mail.kind_reason = "airbnb.message: subject has \"new message\"";
  return mail;
}

TEST(ViewJson, Mails) {
  store::ListedMail asked = listed_mail();
  asked.outcome = "review";
  asked.note = "review unclaimed";
  asked.platform = asked.kind = asked.kind_reason = "";
  asked.problems.push_back({"unclaimed", "no parser claims this mail"});
  asked.review = "33333333-3333-4333-8333-333333333333";
  asked.review_status = "open";
  asked.review_reasons = {"no parser claims this mail"};
  EXPECT_TRUE(is_golden("mails.json", mails_json({listed_mail(), asked}, 7)));
}

TEST(ViewText, MailsFitEightyColumnsEachWithItsReason) {
  const std::string text = mails_text({listed_mail()}, 2);
  EXPECT_THAT(text, testing::HasSubstr("a mail of kind message changes no booking"));
  EXPECT_THAT(text, testing::HasSubstr("1 of 2 mails"));
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80u) << line;
}

TEST(ViewText, EachOutcomeSaysWhy) {
  for (const MailOutcome& outcome : mail_outcomes()) {
    store::ListedMail mail;
    mail.outcome = outcome.name;
    EXPECT_NE(why(mail), "") << outcome.name;
  }
}

TEST(ViewJson, Connection) { EXPECT_TRUE(is_golden("connections.json", connections_json({connection()}))); }

TEST(ViewJson, Health) {
  sync::ConnectionHealth health;
  health.connection = connection();
  health.last_run = store::SyncRun{};
  health.last_run->status = store::RunStatus::kFailed;
  health.last_run->started_at = at("2026-06-02T08:00:00Z");
  health.last_run->error = "invalid_grant";
  health.unfetched.push_back({.gmail_message_id = "18c",
                              .error = "HTTP 500",
                              .attempts = 2,
                              .first_failed_at = at("2026-06-01T08:00:00Z"),
                              .last_failed_at = at("2026-06-02T08:00:00Z"),
                              .gone_at = {}});
  health.pending = 4;
  health.waiting = 5;
  health.quarantined = 1;
  const sync::Alarm alarm{.kind = sync::AlarmKind::kLabelEmptied,
                          .cause = sync::Cause::kEmptied,
                          .platform = "airbnb",
                          .connection = health.connection.id,
                          .feed = {},
                          .since = at("2026-06-02T08:00:00Z"),
                          .what = "'airbnb': the label had 7 mails and lists none since 2026-06-02",
                          .next = "look at the label"};
  sync::Alarm other = alarm;
  other.connection.reset();
  EXPECT_TRUE(is_golden("health.json", healths_json({health}, {alarm, other})));
}

TEST(ViewJson, Run) {
  sync::SyncStats stats;
  stats.emails_scanned = 7;
  stats.bookings_enriched = 2;
  const Error error{Errc::kLabelNotFound, "label 'Stays/Vrbo' not found", "host@mail.example", "check the name"};
  EXPECT_TRUE(is_golden("runs.json", runs_json({{connection(), stats}, {connection(), std::unexpected(error)}})));
}

TEST(ViewJson, Error) {
  EXPECT_TRUE(is_golden("error.json", to_json(Error{Errc::kFeedInvalid, "no events", "feed.example", "try later"})));
}

TEST(JsonText, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(to_line({{"path", "/tmp/\xff.so"}}), "{\"path\":\"/tmp/\xef\xbf\xbd.so\"}\n");
  EXPECT_EQ(to_text({{"path", "\xff"}}), "{\n  \"path\": \"\xef\xbf\xbd\"\n}\n");
}

}  // namespace
}  // namespace connections::view
